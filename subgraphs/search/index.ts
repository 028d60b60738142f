import { dropIndexes } from '#lib/db/preparation/drop-indexes.ts';
import { formerRelationIndexes } from '#lib/relations/replica.ts';
import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { checkIndex, scheduleIndexCheck } from './indexing/check-index.ts';
import { eraseAccount } from './indexing/erase-account.ts';
import { dropGeneration } from './indexing/drop-generation.ts';
import { reopenEntries } from './indexing/reopen-entries.ts';
import { reindex, reindexOutdated } from './indexing/reindex.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { reactions } from './reactions.ts';

export const search = defineSubgraph({
  name: 'search',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  reactions,
  jobs: [reopenEntries, eraseAccount, reindex, dropGeneration, checkIndex],
  migrations: ({ connection }) => [dropIndexes(connection, formerRelationIndexes)],
  onStart: async (deps) => {
    await deps.transaction(async () => {
      await scheduleIndexCheck(deps);
      await reindexOutdated(deps);
    });
    return { [Symbol.asyncDispose]: async () => undefined };
  },
});

if (import.meta.main) await runService(search);
