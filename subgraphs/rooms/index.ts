import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { audience } from './live/audience.ts';
import { createCrowdLoaders } from './crowd-loaders.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { eraseAccount } from './people/erase-account.ts';
import { reactions } from './reactions.ts';
import { eraseRoom } from './rooms/delete-room.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';

export const rooms = defineSubgraph({
  name: 'rooms',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  crowdContext: (deps, crowd) => ({ loaders: createCrowdLoaders(deps, crowd) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [eraseRoom, eraseAccount],
  audience,
});

if (import.meta.main) await runService(rooms);
