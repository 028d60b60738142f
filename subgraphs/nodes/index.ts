import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import type { NodesDeps } from './deps.ts';
import { resolvers } from './generated/resolvers.ts';
import { createLoaders } from './loaders.ts';

export const nodes = defineSubgraph({
  name: 'nodes',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  context: (deps: NodesDeps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
});

if (import.meta.main) await runService(nodes);
