import type DataLoader from 'dataloader';
import { maySee } from '#lib/relations/may-see.ts';
import type { Reading } from '../context.ts';
import type { EntryRecord } from '../model.ts';

/** What an entry needs to say of itself for it to be decided who sees it. */
type Shown = Pick<EntryRecord, 'kind' | 'authorId' | 'visibility' | 'mentionIds'>;

/** Those of the entries that the viewer may see, and whom of their authors the viewer follows. Profiles of private accounts are seen by all. */
export async function onlyVisible<Entry extends Shown>(
  { viewerId, loaders }: Pick<Reading, 'viewerId' | 'loaders'>,
  entries: readonly Entry[],
): Promise<{ visible: Entry[]; follows: (userId: string) => boolean }> {
  const authorIds = [...new Set(entries.map(({ authorId }) => authorId))];
  const [restrictions, relations, followed] = await Promise.all([
    loadAll(loaders.restriction, authorIds),
    loadAll(loaders.between, authorIds),
    loadAll(loaders.follows, authorIds),
  ]);
  const follows = (userId: string): boolean => followed.get(userId) ?? false;
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
  return { visible: entries.filter((entry) => (entry.kind === 'USER' ? maySeeUser(entry.authorId) : maySee(viewer, entry))), follows };
}

async function loadAll<Value>(loader: DataLoader<string, Value>, keys: string[]): Promise<Map<string, Value>> {
  const values = await Promise.all(keys.map((key) => loader.load(key)));
  return new Map(keys.map((key, index) => [key, values[index] as Value]));
}
