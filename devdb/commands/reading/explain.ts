// Tells how a query is found: by which index, and how many keys and documents that takes.
import { type Document, documentOf, isDocument } from '../../bson/values.ts';
import { integerValue } from '../../aggregate/arithmetic.ts';
import { CommandError, ErrorCode, failedToParse, notServed } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Query } from '../../plan/query.ts';
import { planQuery, runQuery } from '../../plan/run-query.ts';
import type { Collection } from '../../store/collection.ts';
import { checkCommandOptions, collectionName, type Command, type CommandContext } from '../context.ts';
import { serverVersion } from '../server-commands.ts';

const verbosities: readonly unknown[] = ['queryPlanner', 'executionStats', 'allPlansExecution'];

/** The stage on top, where a command does more than give what the query finds. */
const topStages: Readonly<Record<string, string>> = { count: 'COUNT', update: 'UPDATE', delete: 'DELETE', findAndModify: 'UPDATE' };

/**
 * Makes the command from those that it explains. An explained write only looks for its documents. Of an aggregation
 * it explains the query that feeds the stages.
 */
export function createExplain(commands: Readonly<Record<string, Command>>): Command {
  return {
    options: ['verbosity'],
    async run(context, body) {
      const explained = body.get('explain');
      if (!isDocument(explained)) throw new CommandError(ErrorCode.TypeMismatch, "'explain' has to be a command");
      const verbosity = body.get('verbosity') ?? 'allPlansExecution';
      if (!verbosities.includes(verbosity))
        throw failedToParse(`verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}`);
      const name = explained.keys().next().value ?? '';
      const command = commands[name];
      if (!command) throw new CommandError(ErrorCode.CommandNotFound, `Explain failed due to unknown command: ${name}`);
      if (!command.query) throw notServed(`explain of ${name}`);
      checkCommandOptions(name, command, explained);
      const namespace = `${context.database}.${collectionName(explained, name)}`;
      const query = command.query(explained);
      if (query.text) throw notServed('explain of $text');
      const collection = context.find(collectionName(explained, name));
      const top = topStages[name];
      const stage = collection ? stagesOf(planQuery(context.view, collection, query), query) : documentOf({ stage: 'EOF' });
      const winningPlan = top ? documentOf({ stage: top, inputStage: stage }) : stage;
      return documentOf({
        explainVersion: '1',
        queryPlanner: documentOf({ namespace, winningPlan, rejectedPlans: [] }),
        executionStats: verbosity === 'queryPlanner' ? undefined : await execute(context, collection, query),
        command: explained,
        serverInfo: serverInfoOf(context),
        ok: 1,
      });
    },
  };
}

async function execute(context: CommandContext, collection: Collection | undefined, query: Query): Promise<Document> {
  const counts = { keys: 0, documents: 0 };
  const startedMs = performance.now();
  let returned = 0;
  if (collection)
    for await (const chunk of runQuery(context, { collection, query, firstChunk: query.limit ?? 1000, counts })) returned += chunk.length;
  return documentOf({
    executionSuccess: true,
    nReturned: integerValue(returned),
    executionTimeMillis: Math.round(performance.now() - startedMs),
    totalKeysExamined: integerValue(counts.keys),
    totalDocsExamined: integerValue(counts.documents),
  });
}

function stagesOf(plan: Plan, query: Query): Document {
  const isSorted = query.sort.length === 0 || (plan.kind === 'index' && plan.isSorted);
  let stage = stageOf(plan);
  if (!isSorted) {
    const sortPattern = documentOf(Object.fromEntries(query.sort.map(({ name, descending }) => [name, descending ? -1 : 1])));
    stage = documentOf({ stage: 'SORT', sortPattern, inputStage: stage });
  }
  if (query.skip > 0) stage = documentOf({ stage: 'SKIP', skipAmount: integerValue(query.skip), inputStage: stage });
  if (query.limit !== undefined) stage = documentOf({ stage: 'LIMIT', limitAmount: integerValue(query.limit), inputStage: stage });
  return stage;
}

function stageOf(plan: Plan): Document {
  switch (plan.kind) {
    case 'collection':
      return documentOf({ stage: 'COLLSCAN', direction: 'forward' });
    case 'union':
      return documentOf({ stage: 'OR', inputStages: plan.plans.map(stageOf) });
    case 'index': {
      const { index, ranges } = plan;
      const inputStage = documentOf({
        stage: 'IXSCAN',
        keyPattern: index.spec.get('key'),
        indexName: index.name,
        isMultiKey: index.multikey.includes(true),
        isUnique: index.unique,
        isSparse: index.sparse,
        isPartial: index.partial !== undefined,
        direction: ranges[0]?.reverse ? 'backward' : 'forward',
      });
      return documentOf({ stage: 'FETCH', inputStage });
    }
  }
}

function serverInfoOf({ address }: CommandContext): Document {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
  return documentOf({ host, port: Number(port), version: serverVersion });
}
