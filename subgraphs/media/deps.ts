import type { Deps } from '#lib/core/deps.ts';
import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';
import type { Models } from './model.ts';
import type { Parts } from './parts.ts';

/** The stores, settings and parts that the rules of media stand on. */
export type MediaDeps = Deps<Models, ConfigOf<typeof config>, Parts>;
