/**
 * What restricts an author, as posts acts on it: from users' events, and asked of users itself before the author publishes.
 * Who has just gone private and then posts is therefore private here too, however far posts is behind with the events.
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

/** By the authors' ids; those who are gone are not in it. */
export type Standings = ReadonlyMap<string, Standing>;

/** Asks users what restricts these authors now. To be asked before the transaction that publishes. @throws AppError `SUBGRAPH_UNAVAILABLE` after 1 s. */
export async function askStandings({ ask }: Pick<PostsDeps, 'ask'>, authorIds: readonly string[]): Promise<Standings> {
  const variables = { ids: [...new Set(authorIds)] };
  const { _standings } = await ask('users', { query, variables, timeoutMs }, answerSchema);
  return new Map(standingsSchema.parse(JSON.parse(_standings)).map((standing) => [standing.userId, standing]));
}

/** Acts on what users answered of these authors, in the surrounding transaction. @throws AppError `UNAUTHENTICATED` when one is gone. */
export async function applyStandings(deps: PostsDeps, authorIds: Iterable<string>, standings: Standings): Promise<void> {
  for (const authorId of authorIds) {
    const standing = standings.get(authorId);
    if (!standing) throw new AppError('UNAUTHENTICATED', 'This account is gone.');
    await noteRestriction(deps, standing);
    await relistIfChanged(deps, authorId, `${authorId}/${standing.revision}`);
  }
}

/**
 * Lists what a user published, or lists it no longer, by what restricts them now, in the surrounding transaction.
 *
 * @param causeId - What the change follows from, once.
 */
export async function relistIfChanged(deps: PostsDeps, userId: string, causeId: string): Promise<void> {
  const { isOpenChanged, isShownChanged } = await noteStanding(deps, userId);
  if (isOpenChanged) await deps.enqueue(relistPosts, { userId }, { id: `relist-posts/${causeId}` });
  if (isShownChanged) await deps.enqueue(relistLikes, { userId }, { id: `relist-likes/${causeId}` });
}
