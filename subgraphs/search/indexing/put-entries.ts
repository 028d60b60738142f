/** Writes entries into the index, in the surrounding transaction: for events, and for a rebuild from the owners. */
import { byIds } from '#lib/db/ids.ts';
import { isHidden } from '#lib/relations/may-see.ts';
import type { RestrictionRecord } from '#lib/relations/replica.ts';
import type { SearchDeps } from '../deps.ts';
import { type EntryRecord, isNews, type Kind, trendSeconds } from '../model.ts';
import { prefixesOf } from '../suggesting/suggestions.ts';

/** An entry without its generation. */
export type Finding = Omit<EntryRecord, '_id' | 'generation' | 'isOpen' | 'indexedAt' | 'goneAt'>;

/**
 * Writes entries into generations, and counts their tags. A newer revision that is already there stays.
 *
 * @param options - `replacesSame`: whether the same revision is written again, where it was found to be wrong.
 * Call it in a transaction: outside of one the counts could differ from the entries.
 */
export async function putEntries(
  deps: SearchDeps,
  generations: readonly number[],
  findings: readonly Finding[],
  { replacesSame = false } = {},
): Promise<void> {
  if (findings.length === 0) return;
  const { models, clock } = deps;
  const authorIds = [...new Set(findings.map(({ authorId }) => authorId))];
  const restrictions = new Map((await models.restrictions.find(byIds(authorIds)).lean()).map((each) => [each._id, each]));
  const written = new Map<string, EntryRecord>();
  for (const generation of generations) {
    const ids = findings.map(({ ref }) => `${generation}/${ref}`);
    const before = new Map((await models.entries.find({ _id: { $in: ids } }).lean()).map((entry) => [entry._id, entry]));
    const entries = findings.flatMap((finding): EntryRecord[] => {
      const _id = `${generation}/${finding.ref}`;
      const restriction = restrictions.get(finding.authorId);
      const known = before.get(_id)?.revision ?? -1;
      if (restriction?.isGone || known > finding.revision || (known === finding.revision && !replacesSame)) return [];
      return [{ _id, generation, ...finding, isOpen: isOpen(finding, restriction), indexedAt: clock(), goneAt: null }];
    });
    if (entries.length === 0) continue;
    for (const entry of entries) written.set(entry.ref, entry);
    // Most entries are new, and inserts cost less than half. A concurrent insert of the same entry repeats this transaction.
    const [known, fresh] = [entries.filter(({ _id }) => before.has(_id)), entries.filter(({ _id }) => !before.has(_id))];
    if (fresh.length > 0) await models.entries.insertMany(fresh, { lean: true });
    if (known.length > 0) {
      await models.entries.bulkWrite(known.map((replacement) => ({ replaceOne: { filter: { _id: replacement._id }, replacement } })));
      await models.tagUses.bulkWrite(
        known.map(({ ref, hashtags }) => ({ deleteMany: { filter: { postId: ref, tag: { $nin: hashtags } } } })),
      );
    }
    await countTags(
      deps,
      generation,
      entries.map((entry) => [before.get(entry._id) ?? null, entry]),
    );
  }
  await listUsers(deps, [...written.values()], restrictions);
  await noteClosed(deps, [...written.values()]);
  await noteTagUses(deps, findings, restrictions);
}

type Restrictions = Map<string, Pick<RestrictionRecord, 'isPrivate' | 'isSuspended' | 'isGone'>>;

/** Whether everybody may see an entry. Everybody sees the profiles of private accounts. */
export function isOpen(
  { kind, visibility }: Pick<Finding, 'kind' | 'visibility'>,
  restriction: { isPrivate: boolean; isSuspended: boolean; isGone: boolean } | null | undefined,
): boolean {
  if (isHidden(restriction)) return false;
  return kind === 'USER' || (visibility === 'PUBLIC' && !restriction?.isPrivate);
}

/** Keeps the prefixes of users' names, in the surrounding transaction. Hidden users are not suggested. */
export async function listUsers(
  { models }: SearchDeps,
  users: readonly Pick<EntryRecord, 'kind' | 'ref' | 'visibility' | 'title' | 'username'>[],
  restrictions: Restrictions,
): Promise<void> {
  const writes = users
    .filter(({ kind }) => kind === 'USER')
    .map((user) => ({
      updateOne: {
        filter: { _id: `USER/${user.ref}` },
        update: {
          $set: { prefixes: isOpen(user, restrictions.get(user.ref)) ? prefixesOf([user.username ?? '', user.title]) : [] },
          $setOnInsert: { kind: 'USER' as const, ref: user.ref, generation: null, weight: 0 },
        },
        upsert: true,
      },
    }));
  if (writes.length > 0) await models.suggestions.bulkWrite(writes);
}

/** Marks authors who have posts that are not public. Searches for such posts ask only these authors. */
async function noteClosed({ models }: SearchDeps, entries: readonly EntryRecord[]): Promise<void> {
  const closed = entries.filter((entry) => entry.kind === 'POST' && !entry.isOpen);
  const ids = [...new Set(closed.map(({ authorId }) => `USER/${authorId}`))];
  if (ids.length === 0) return;
  const noted = new Set((await models.suggestions.find({ _id: { $in: ids }, hasClosed: true }, { _id: 1 }).lean()).map(({ _id }) => _id));
  const writes = ids
    .filter((_id) => !noted.has(_id))
    .map((_id) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: { hasClosed: true },
          $setOnInsert: { kind: 'USER' as const, ref: _id.slice('USER/'.length), generation: null, weight: 0, prefixes: [] },
        },
        upsert: true,
      },
    }));
  if (writes.length > 0) await models.suggestions.bulkWrite(writes);
}

/** Removes an object from the generations for good, in the surrounding transaction. */
export async function buryEntry(deps: SearchDeps, generations: readonly number[], ref: string): Promise<void> {
  const { models, clock } = deps;
  const goneAt = clock();
  const kind = kindOf(ref);
  for (const generation of generations) {
    const _id = `${generation}/${ref}`;
    const before = await models.entries.findById(_id).lean();
    const replacement: EntryRecord = {
      ...{
        _id,
        generation,
        kind,
        ref,
        revision: Number.MAX_SAFE_INTEGER,
        title: '',
        text: '',
        language: 'none',
        terms: [],
        termsChecksum: '',
        wordCount: 0,
        variety: 1,
      },
      ...{ authorId: before?.authorId ?? ref, visibility: 'MENTIONED', mentionIds: [], hashtags: [], hasMedia: false },
      ...{ publishedAt: goneAt, editedAt: null, username: null, isOpen: false, indexedAt: goneAt, goneAt },
    };
    await models.entries.replaceOne({ _id }, replacement, { upsert: true });
    if (before) await countTags(deps, generation, [[before, null]]);
  }
  await models.tagUses.deleteMany({ postId: ref });
}

function kindOf(ref: string): Kind {
  const kinds: Record<string, Kind> = { usr: 'USER', pst: 'POST', art: 'ARTICLE', evt: 'EVENT' };
  return kinds[ref.slice(0, 3)] ?? 'POST';
}

/** Counts tags by the difference between entries before and after. */
export async function countTags(
  { models }: SearchDeps,
  generation: number,
  changes: readonly (readonly [before: EntryRecord | null, after: EntryRecord | null])[],
): Promise<void> {
  const counts = new Map<string, number>();
  const add = (entry: EntryRecord | null, by: number): void => {
    if (entry?.isOpen) for (const tag of entry.hashtags) counts.set(tag, (counts.get(tag) ?? 0) + by);
  };
  for (const [before, after] of changes) {
    add(before, -1);
    add(after, 1);
  }
  const writes = [...counts].filter(([, by]) => by !== 0);
  if (writes.length === 0) return;
  await models.suggestions.bulkWrite(
    writes.map(([tag, by]) => ({
      updateOne: {
        filter: { _id: `TAG/${generation}/${tag}` },
        update: { $inc: { weight: by }, $setOnInsert: { kind: 'TAG' as const, ref: tag, generation, prefixes: prefixesOf([tag]) } },
        upsert: true,
      },
    })),
  );
}

/** Keeps recent uses of tags, for the trends. */
async function noteTagUses({ models, clock }: SearchDeps, findings: readonly Finding[], restrictions: Restrictions): Promise<void> {
  const since = clock().getTime() - trendSeconds * 1_000;
  const uses = findings.filter(
    (finding) =>
      (finding.kind === 'POST' || isNews(finding.kind)) &&
      isOpen(finding, restrictions.get(finding.authorId)) &&
      finding.publishedAt.getTime() > since,
  );
  const writes = uses.flatMap(({ hashtags, authorId, ref, publishedAt }) =>
    hashtags.map((tag) => ({
      updateOne: {
        filter: { _id: `${tag}/${authorId}` },
        update: [
          {
            $set: {
              tag,
              authorId,
              postId: { $cond: [{ $gt: ['$at', publishedAt] }, '$postId', ref] },
              at: { $cond: [{ $gt: ['$at', publishedAt] }, '$at', publishedAt] },
            },
          },
        ],
        upsert: true,
      },
    })),
  );
  if (writes.length > 0) await models.tagUses.bulkWrite(writes);
}
