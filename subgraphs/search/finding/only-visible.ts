import type DataLoader from 'dataloader';
import { maySee } from '#lib/relations/may-see.ts';
import type { Reading } from '../context.ts';
import type { EntryRecord } from '../model.ts';

/** What an entry needs to say of itself for it to be decided who sees it. */
type Shown = Pick<EntryRecord, 'kind' | 'authorId' | 'visibility' | 'mentionIds'>;

/** Those of the entries that the viewer may see. Profiles of private accounts are seen by all. */
export async function onlyVisible<Entry extends Shown>(
  { viewerId, loaders }: Pick<Reading, 'viewerId' | 'loaders'>,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const authorIds = [...new Set(entries.map(({ authorId }) => authorId))];
  const [restrictions, relations, follows] = await Promise.all([
    loadAll(loaders.restriction, authorIds),
    loadAll(loaders.between, authorIds),
    followsOf({ loaders }, authorIds),
  ]);
  const viewer = {
    viewerId,
    follows,
    isBlocked: (userId: string) => Boolean(relations.get(userId)?.blocks || relations.get(userId)?.isBlocked),
    restriction: (userId: string) => restrictions.get(userId) ?? null,
  };
  const maySeeUser = (userId: string): boolean => {
    const restriction = restrictions.get(userId);
    if (restriction?.isGone || restriction?.isSuspended) return false;
    // Who blocks somebody still finds them; who is blocked finds nothing.
    return userId === viewerId || !relations.get(userId)?.isBlocked;
  };
  return entries.filter((entry) => (entry.kind === 'USER' ? maySeeUser(entry.authorId) : maySee(viewer, entry)));
}

/** Whom of these the viewer follows. */
export async function followsOf({ loaders }: Pick<Reading, 'loaders'>, userIds: readonly string[]): Promise<(userId: string) => boolean> {
  const followed = await loadAll(loaders.follows, [...new Set(userIds)]);
  return (userId) => followed.get(userId) ?? false;
}

async function loadAll<Value>(loader: DataLoader<string, Value>, keys: string[]): Promise<Map<string, Value>> {
  const values = await Promise.all(keys.map((key) => loader.load(key)));
  return new Map(keys.map((key, index) => [key, values[index] as Value]));
}
