/**
 * Marks and counts the posts and likes that everybody may see. Public lists read only marked posts. A mark changes when a
 * post is published or removed, and when its author becomes private or suspended, or ceases to be. Changes to one author's
 * posts take turns: each writes to the author's account.
 */
import { byId, byIds } from '#lib/db/ids.ts';
import { isHidden } from '#lib/relations/may-see.ts';
import type { PostsDeps } from '../deps.ts';
import type { AccountRecord, PostRecord } from '../model.ts';

/** Takes authors' turns for the rest of the surrounding transaction, adding to how many posts they have published. */
export async function takeTurns({ models }: PostsDeps, published: ReadonlyMap<string, number>): Promise<Map<string, AccountRecord>> {
  const authorIds = [...published.keys()];
  await models.accounts.bulkWrite(
    [...published].map(([authorId, publishedCount]) => ({
      updateOne: { filter: byId(authorId), update: { $inc: { publishedCount, turn: 1 } }, upsert: true },
    })),
  );
  const accounts = await models.accounts.find(byIds(authorIds)).lean();
  return new Map(accounts.map((account) => [account._id, account]));
}

/** Whether everybody may see a post of this author. */
export function isListedOf(account: AccountRecord | undefined, { visibility }: Pick<PostRecord, 'visibility'>): boolean {
  return visibility === 'PUBLIC' && account?.isOpen !== false;
}

type Counted = Pick<PostRecord, 'authorId' | 'replyToId' | 'repostOfId'>;

/** Counts newly listed (1) or unlisted (-1) posts at their authors and at the posts that they answer or show, in the surrounding transaction. */
export async function countListed({ models }: PostsDeps, posts: readonly Counted[], by: 1 | -1): Promise<void> {
  if (posts.length === 0) return;
  const ofAuthors = tally(posts.map(({ authorId }) => authorId));
  await models.accounts.bulkWrite(
    [...ofAuthors].map(([id, count]) => ({ updateOne: { filter: byId(id), update: { $inc: { postCount: by * count } } } })),
  );
  const ofPosts = (['replyCount', 'repostCount'] as const).flatMap((counter) => {
    const ids = posts.flatMap((post) => (counter === 'replyCount' ? post.replyToId : post.repostOfId) ?? []);
    return [...tally(ids)].map(([id, count]) => ({
      updateOne: { filter: byId(id), update: { $inc: { [counter]: by * count, revision: 1 } } },
    }));
  });
  if (ofPosts.length > 0) await models.posts.bulkWrite(ofPosts);
}

function tally(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Keeps the restrictions of a user with the account, in the surrounding reaction. @returns The flags that have changed. */
export async function noteStanding({ models }: PostsDeps, userId: string): Promise<{ isOpenChanged: boolean; isShownChanged: boolean }> {
  const restriction = await models.restrictions.findOne(byId(userId)).lean();
  const isShown = !isHidden(restriction);
  const isOpen = isShown && !restriction?.isPrivate;
  const change = { $set: { isOpen, isShown }, $inc: { turn: 1 } };
  const before = await models.accounts.findOneAndUpdate(byId(userId), change, { upsert: true, returnDocument: 'before' }).lean();
  return { isOpenChanged: (before?.isOpen ?? true) !== isOpen, isShownChanged: (before?.isShown ?? true) !== isShown };
}
