/** What of a message a viewer sees: one of somebody who is hidden from them stands masked. */
import { loadAll } from '#lib/loaders/load-all.ts';
import type { Reading } from '../context.ts';
import type { MessageRecord } from '../model.ts';

type Viewing = Pick<Reading, 'loaders'>;

/** Those of some users whom the viewer may see: neither suspended nor deleted, nor in a block with the viewer. */
export async function shownUsers({ loaders }: Viewing, userIds: readonly string[]): Promise<string[]> {
  const shown = await loadAll(loaders.shown, userIds);
  return userIds.filter((userId) => shown.get(userId));
}

/** A user as a reference; null where the viewer may not see them. */
export async function shownUser({ loaders }: Viewing, userId: string | null): Promise<{ id: string } | null> {
  return userId !== null && (await loaders.shown.load(userId)) ? { id: userId } : null;
}

/** Whether a message stands masked for the viewer. What is left of one by a deleted account has nothing to be masked. */
export async function isMasked({ loaders }: Viewing, { authorId }: Pick<MessageRecord, 'authorId'>): Promise<boolean> {
  return authorId !== null && !(await loaders.shown.load(authorId));
}
