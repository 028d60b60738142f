/**
 * The restrictions of an author. posts learns them from users' events, and asks users before the author publishes: a post of
 * an account that has just gone private is published as private, however late the events are.
 */
import { z } from 'zod';
import { noteStanding as noteRestriction, type Standing } from '#lib/relations/replica.ts';
import { AppError } from '#lib/core/errors.ts';
import type { PostsDeps } from '../deps.ts';
import { relistLikes } from '../marks/relist-likes.ts';
import { relistPosts } from './relist-posts.ts';
import { noteStanding } from './listing.ts';

const query = /* GraphQL */ `
  query Standings($ids: [ID!]!) {
    _standings(ids: $ids)
  }
`;
const answerSchema = z.object({ _standings: z.string() });
const standingsSchema = z.array(z.object({ userId: z.string(), revision: z.number(), isPrivate: z.boolean(), isSuspended: z.boolean() }));
const timeoutMs = 1_000;

/** Standings by the authors' ids. Deleted authors have none. */
export type Standings = ReadonlyMap<string, Standing>;

/** Asks users for the restrictions of these authors. Call it before the publishing transaction. @throws AppError `SUBGRAPH_UNAVAILABLE` after 1 s. */
export async function askStandings({ ask }: Pick<PostsDeps, 'ask'>, authorIds: readonly string[]): Promise<Standings> {
  const variables = { ids: [...new Set(authorIds)] };
  const { _standings } = await ask('users', { query, variables, timeoutMs }, answerSchema);
  return new Map(standingsSchema.parse(JSON.parse(_standings)).map((standing) => [standing.userId, standing]));
}

/** Applies the standings of these authors, in the surrounding transaction. @throws AppError `UNAUTHENTICATED` when one is deleted. */
export async function applyStandings(deps: PostsDeps, authorIds: Iterable<string>, standings: Standings): Promise<void> {
  for (const authorId of authorIds) {
    const standing = standings.get(authorId);
    if (!standing) throw new AppError('UNAUTHENTICATED', 'This account is gone.');
    await noteRestriction(deps, standing);
    await relistIfChanged(deps, authorId, `${authorId}/${standing.revision}`);
  }
}

/**
 * Lists or unlists the posts of a user by the user's present restrictions, in the surrounding transaction.
 *
 * @param causeId - Identifies the cause of the change, so that it takes effect once.
 */
export async function relistIfChanged(deps: PostsDeps, userId: string, causeId: string): Promise<void> {
  const { isOpenChanged, isShownChanged } = await noteStanding(deps, userId);
  if (isOpenChanged) await deps.enqueue(relistPosts, { userId }, { id: `relist-posts/${causeId}` });
  if (isShownChanged) await deps.enqueue(relistLikes, { userId }, { id: `relist-likes/${causeId}` });
}
