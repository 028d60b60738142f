import { compilePipeline, type Pipeline } from '../../aggregate/pipeline.ts';
import { notServed } from '../../errors.ts';
import type { Document, RawDocument } from '../../bson/values.ts';
import { runQuery } from '../../plan/run-query.ts';
import {
  arrayOption,
  checkCollation,
  checkOptions,
  collectionName,
  type Command,
  type CommandContext,
  documentOption,
  numberOption,
} from '../context.ts';

const firstBatchDocuments = 101;

export const aggregate: Command = {
  options: ['pipeline', 'cursor', 'hint', 'collation', 'allowDiskUse', 'bypassDocumentValidation'],
  isAllowedInTransaction: true,
  run(context, body) {
    if (typeof body.get('aggregate') !== 'string') throw notServed('aggregate without a collection');
    const name = collectionName(body, 'aggregate');
    checkCollation(body);
    const cursor = documentOption(body, 'cursor');
    checkOptions(cursor, ['batchSize'], 'an aggregate cursor');
    const batchSize = numberOption(cursor, 'batchSize') ?? firstBatchDocuments;
    return context.cursors.open({
      namespace: `${context.database}.${name}`,
      chunks: results(context, name, compilePipeline(arrayOption(body, 'pipeline'), body.get('hint')), batchSize),
      batchSize,
      limit: undefined,
      isSingleBatch: false,
      transaction: context.transaction,
    });
  },
};

async function* results(
  context: CommandContext,
  name: string,
  pipeline: Pipeline,
  batchSize: number,
): AsyncGenerator<(RawDocument | Document)[]> {
  const collection = context.find(name);
  async function* documents(): AsyncGenerator<Document[]> {
    if (!collection) return;
    const firstChunk = pipeline.stages.length === 0 ? batchSize : 1000;
    for await (const chunk of runQuery(context, { collection, query: pipeline.query, firstChunk })) yield chunk.map(({ doc }) => doc);
  }
  let chunks: AsyncIterable<Document[]> = documents();
  for (const stage of pipeline.stages) chunks = stage(chunks, context.turns);
  yield* chunks;
}
