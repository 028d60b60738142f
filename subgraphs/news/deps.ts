import type { Deps } from '#lib/core/deps.ts';
import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';
import type { Models } from './model.ts';
import type { Parts } from './parts.ts';

/** The dependencies of every rule of news. */
export type NewsDeps = Deps<Models, ConfigOf<typeof config>, Parts>;
