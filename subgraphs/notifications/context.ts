import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { NotificationsDeps } from './deps.ts';
import type { Interest } from './inbox/live.ts';
import type { Loaders } from './loaders.ts';

/** The context of every resolver of notifications. */
export interface Context extends ServedContext<NotificationsDeps, Interest> {
  loaders: Loaders;
}
