import { loadAll } from '#lib/loaders/load-all.ts';
import { isHidden, maySee, type Published } from '#lib/relations/may-see.ts';
import { loadRelations } from '#lib/relations/relation-loaders.ts';
import type { KnownRelations } from '#lib/relations/viewer-relations.ts';
import type { Reading } from '../context.ts';
import { type EntryRecord, isNews } from '../model.ts';

/** The fields of an entry that decide who may see it. */
type Shown = Pick<EntryRecord, 'kind' | 'authorId' | 'visibility' | 'mentionIds'>;

/** Returns those entries that the viewer may see. */
export async function onlyVisible<Entry extends Shown>(
  { viewerId, loaders }: Pick<Reading, 'viewerId' | 'loaders'>,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const viewer = await loadRelations(loaders, viewerId, entries.map(publicationOf));
  return entries.filter((entry) => {
    if (isNews(entry.kind)) return entry.visibility === 'PUBLIC';
    return entry.kind === 'USER' ? maySeeProfile(viewer, entry.authorId) : maySee(viewer, entry);
  });
}

/** Profiles are public, even where the account's entry is not. */
function publicationOf({ kind, authorId, visibility, mentionIds }: Shown): Published {
  return kind === 'USER' ? { authorId, visibility: 'PUBLIC', mentionIds: [] } : { authorId, visibility, mentionIds };
}

/** Profiles of private accounts are visible to all. A user still finds those they block, but not those who block them. */
function maySeeProfile({ viewerId, isBlockedBy, restriction }: KnownRelations, userId: string): boolean {
  return userId === viewerId || (!isHidden(restriction(userId)) && !isBlockedBy(userId));
}

/** Whether the viewer follows each of these users. */
export async function followsOf({ loaders }: Pick<Reading, 'loaders'>, userIds: readonly string[]): Promise<(userId: string) => boolean> {
  const followed = await loadAll(loaders.follows, userIds);
  return (userId) => followed.get(userId) ?? false;
}
