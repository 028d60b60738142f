import type { BaseContext } from '#lib/service/define-subgraph.ts';
import { AppError } from '#lib/core/errors.ts';
import type { UsersDeps } from './deps.ts';
import type { Loaders } from './loaders.ts';

/** The context of every resolver of users. */
export interface Context extends BaseContext<UsersDeps> {
  loaders: Loaders;
}

/** The viewer and their session. @throws AppError `UNAUTHENTICATED` when signed out. */
export function requireViewer({ identity }: Pick<Context, 'identity'>): { viewerId: string; sessionId: string } {
  const { viewerId, sessionId } = identity;
  if (viewerId === null || sessionId === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return { viewerId, sessionId };
}
