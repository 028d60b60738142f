/** What resolvers and rules of users are given. */
import type { BaseContext } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/core/deps.ts';
import { AppError } from '#lib/core/errors.ts';
import type { UsersConfig } from './config.ts';
import type { Loaders } from './loaders.ts';
import type { Models } from './model.ts';

export type UsersDeps = Deps<Models, UsersConfig>;

export interface Context extends BaseContext<UsersDeps> {
  loaders: Loaders;
}

/** Where a request came from, as the gateway saw it; each null when unknown. */
export type Client = Context['client'];

/** The viewer and their session, for what needs somebody signed in. */
export function requireViewer({ identity }: Pick<Context, 'identity'>): { viewerId: string; sessionId: string } {
  const { viewerId, sessionId } = identity;
  if (viewerId === null || sessionId === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return { viewerId, sessionId };
}
