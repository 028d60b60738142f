/** Reactions to other subgraphs' events: they complete the receipts of deleted accounts. */
import type { Reactions } from '#lib/events/reader.ts';
import type { UsersDeps } from './deps.ts';
import { noteErased } from './accounts/erasures.ts';

export const reactions: Reactions<UsersDeps> = {
  posts: { 'account.erased.v1': async (deps, { userId }) => await noteErased(deps, userId, 'posts') },
  media: { 'account.erased.v1': async (deps, { userId }) => await noteErased(deps, userId, 'media') },
  notifications: { 'account.erased.v1': async (deps, { userId }) => await noteErased(deps, userId, 'notifications') },
  news: { 'account.erased.v1': async (deps, { userId }) => await noteErased(deps, userId, 'news') },
  rooms: { 'account.erased.v1': async (deps, { userId }) => await noteErased(deps, userId, 'rooms') },
  search: { 'account.erased.v1': async (deps, { userId }) => await noteErased(deps, userId, 'search') },
};
