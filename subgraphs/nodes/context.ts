import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/core/deps.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { config } from './config.ts';
import type { Loaders } from './loaders.ts';

export type NodesDeps = Deps<undefined, ConfigOf<typeof config>>;

/** The context of every resolver of nodes. */
export interface Context extends ServedContext<NodesDeps> {
  loaders: Loaders;
}
