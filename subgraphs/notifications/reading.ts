import type { NotificationsDeps } from './deps.ts';
import type { Loaders } from './loaders.ts';

/** The input of rules that read on a viewer's behalf; a resolver's context fits. */
export interface Reading {
  deps: NotificationsDeps;
  viewerId: string | null;
  loaders: Loaders;
}
