import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/core/deps.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { config } from './config.ts';
import type { Loaders } from './loaders.ts';
import type { Models } from './model.ts';
import type { Parts } from './parts.ts';
import type { Interest } from './inbox/live.ts';

export type NotificationsDeps = Deps<Models, ConfigOf<typeof config>, Parts>;

/** What resolvers get. */
export interface Context extends ServedContext<NotificationsDeps, Interest> {
  loaders: Loaders;
}

/** What rules that read for somebody get: a resolver's context will do. */
export interface Reading {
  deps: NotificationsDeps;
  viewerId: string | null;
  loaders: Loaders;
}
