import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { NodesDeps } from './deps.ts';
import type { Loaders } from './loaders.ts';

/** The context of every resolver of nodes. */
export interface Context extends ServedContext<NodesDeps> {
  loaders: Loaders;
}
