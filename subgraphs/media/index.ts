import { dropIndexes } from '#lib/db/preparation/drop-indexes.ts';
import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { checkClaim } from './library/check-claim.ts';
import { collectOrphans, scheduleCollection } from './cleaning/collect-orphans.ts';
import { countStorage, scheduleCounting } from './uploading/count-storage.ts';
import { deleteFiles } from './cleaning/delete-files.ts';
import { dither } from './renditions/dither.ts';
import { eraseOwner } from './cleaning/erase-owner.ts';
import { finishRenditions } from './renditions/finish-renditions.ts';
import { hideFiles } from './library/hide-files.ts';
import { makeBulkRenditions, makeRenditions } from './renditions/make-renditions.ts';
import { reconcile, scheduleReconciliation } from './cleaning/reconcile.ts';
import { createCrowdLoaders, createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { createParts } from './parts.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';

export const media = defineSubgraph({
  name: 'media',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  parts: createParts,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  crowdContext: (deps, crowd) => ({ loaders: createCrowdLoaders(deps, crowd) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [
    makeRenditions,
    makeBulkRenditions,
    dither,
    finishRenditions,
    deleteFiles,
    checkClaim,
    eraseOwner,
    collectOrphans,
    reconcile,
    hideFiles,
    countStorage,
  ],
  migrations: ({ connection }) => [dropIndexes(connection, { media: ['attachedTo_1', 'idleSince_1', 'expiresAt_1'] })],
  onStart: async (deps) => {
    await deps.transaction(async () => {
      await scheduleCollection(deps);
      await scheduleReconciliation(deps);
      await scheduleCounting(deps);
    });
    return { [Symbol.asyncDispose]: async () => undefined };
  },
  routes,
});

if (import.meta.main) await runService(media);
