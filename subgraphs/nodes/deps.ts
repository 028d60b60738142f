import type { Deps } from '#lib/core/deps.ts';
import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';

/** The dependencies of nodes, which stores nothing. */
export type NodesDeps = Deps<undefined, ConfigOf<typeof config>>;
