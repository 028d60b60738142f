import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { deleteFiles } from './jobs/delete-files.ts';
import { finishRenditions } from './jobs/finish-renditions.ts';
import { makeRenditions } from './jobs/make-renditions.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { createParts } from './parts.ts';
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
  jobs: [makeRenditions, finishRenditions, deleteFiles],
  routes,
});

if (import.meta.main) await runService(media);
