import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { checkClaim } from './jobs/check-claim.ts';
import { collectOrphans, scheduleCollection } from './jobs/collect-orphans.ts';
import { countStorage, scheduleCounting } from './jobs/count-storage.ts';
import { deleteFiles } from './jobs/delete-files.ts';
import { dither } from './jobs/dither.ts';
import { eraseOwner } from './jobs/erase-owner.ts';
import { finishRenditions } from './jobs/finish-renditions.ts';
import { hideFiles } from './jobs/hide-files.ts';
import { makeBulkRenditions, makeRenditions } from './jobs/make-renditions.ts';
import { reconcile, scheduleReconciliation } from './jobs/reconcile.ts';
import { createLoaders } from './loaders.ts';
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
