import { AppError } from '#lib/core/errors.ts';
import type { NotificationsDeps } from './deps.ts';
import type { Loaders } from './loaders.ts';

/** The input of rules that read on a viewer's behalf; a resolver's context fits. */
export interface Reading {
  deps: NotificationsDeps;
  viewerId: string | null;
  loaders: Loaders;
}

/** The signed-in user. @throws AppError `UNAUTHENTICATED` when signed out. */
export function requireViewer(viewerId: string | null): string {
  if (viewerId === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return viewerId;
}
