import type { Deps } from '#lib/core/deps.ts';
import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';
import type { Models } from './model.ts';

/** The dependencies of every rule of rooms. */
export type RoomsDeps = Deps<Models, ConfigOf<typeof config>>;
