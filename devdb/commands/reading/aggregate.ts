import { compilePipeline, compileStages, type Pipeline, type Stage } from '../../aggregate/pipeline.ts';
import { notServed } from '../../errors.ts';
import { type Document, isDocument } from '../../bson/values.ts';
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
import { collectionStatistics } from '../statistics.ts';

const firstBatchDocuments = 101;

export const aggregate: Command = {
  options: ['pipeline', 'cursor', 'hint', 'collation', 'allowDiskUse', 'bypassDocumentValidation'],
  readsSnapshots: true,
  isAllowedInTransaction: true,
  query: (body) => compilePipeline(arrayOption(body, 'pipeline'), body.get('hint')).query,
  run(context, body) {
    if (typeof body.get('aggregate') !== 'string') throw notServed('aggregate without a collection');
    const name = collectionName(body, 'aggregate');
    checkCollation(body);
    const cursor = documentOption(body, 'cursor');
    checkOptions(cursor, ['batchSize'], 'an aggregate cursor');
    const batchSize = numberOption(cursor, 'batchSize') ?? firstBatchDocuments;
    const pipeline = arrayOption(body, 'pipeline');
    const statistics = isDocument(pipeline[0]) ? pipeline[0].get('$collStats') : undefined;
    const chunks =
      statistics === undefined
        ? results(context, name, compilePipeline(pipeline, body.get('hint')), batchSize)
        : through(compileStages(pipeline.slice(1)), alone(collectionStatistics(context, name, statistics)), { context, batchSize });
    return context.cursors.open({
      namespace: `${context.database}.${name}`,
      chunks,
      batchSize,
      limit: undefined,
      isSingleBatch: false,
      transaction: context.transaction,
    });
  },
};

function results(context: CommandContext, name: string, { query, stages }: Pipeline, batchSize: number): AsyncIterable<Document[]> {
  async function* documents(): AsyncGenerator<Document[]> {
    const collection = context.find(name);
    if (!collection) return;
    const firstChunk = stages.length === 0 ? batchSize : 1000;
    for await (const chunk of runQuery(context, { collection, query, firstChunk })) yield chunk.map(({ doc }) => doc);
  }
  return through(stages, documents(), { context, batchSize });
}

interface Running {
  context: CommandContext;
  batchSize: number;
}

function through(stages: readonly Stage[], source: AsyncIterable<Document[]>, { context, batchSize }: Running): AsyncIterable<Document[]> {
  return stages.reduce((chunks, stage) => stage(chunks, (other, pipeline) => results(context, other, pipeline, batchSize)), source);
}

async function* alone(doc: Document): AsyncGenerator<Document[]> {
  yield [doc];
}
