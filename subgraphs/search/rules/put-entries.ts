/** Writes into the index, in the surrounding transaction: what events tell, and what a rebuild reads from the owners. */
import { byIds } from '#lib/db/ids.ts';
import type { SearchDeps } from '../context.ts';
import { type EntryRecord, trendSeconds } from '../model.ts';
import { prefixesOf } from './suggestions.ts';

/** What is older is found by how well it answers, not by when it came: it has stopped to be news. */
const recentMs = 30 * 86_400_000;

/** An entry before it is known which generation it goes into. */
export type Finding = Omit<EntryRecord, '_id' | 'generation' | 'recentStems' | 'isCounted' | 'indexedAt' | 'goneAt'>;

/**
 * Writes entries into generations; where there is a newer revision already it stays. Tags are counted up and down with them.
 *
 * @throws Outside of a transaction the counts could part from the entries: call it in one.
 */
export async function putEntries(deps: SearchDeps, generations: readonly number[], findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  const { models, clock } = deps;
  const authorIds = [...new Set(findings.map(({ authorId }) => authorId))];
  const restrictions = new Map((await models.restrictions.find(byIds(authorIds)).lean()).map((each) => [each._id, each]));
  for (const generation of generations) {
    const ids = findings.map(({ ref }) => `${generation}/${ref}`);
    const before = new Map((await models.entries.find({ _id: { $in: ids } }).lean()).map((entry) => [entry._id, entry]));
    const entries = findings.flatMap((finding): EntryRecord[] => {
      const _id = `${generation}/${finding.ref}`;
      const restriction = restrictions.get(finding.authorId);
      if (restriction?.isGone || (before.get(_id)?.revision ?? -1) >= finding.revision) return [];
      const isCounted = finding.kind === 'POST' && finding.visibility === 'PUBLIC' && !restriction?.isPrivate && !restriction?.isSuspended;
      const isRecent = finding.kind === 'POST' && finding.publishedAt.getTime() > clock().getTime() - recentMs;
      const recent = isRecent && finding.stems !== '' ? { recentStems: finding.stems.split(' ') } : {};
      return [{ _id, generation, ...finding, ...recent, isCounted, indexedAt: clock(), goneAt: null }];
    });
    if (entries.length === 0) continue;
    // Most are new, and those are written at less than half the cost. Whoever else writes one meanwhile makes this transaction begin again.
    const [known, fresh] = [entries.filter(({ _id }) => before.has(_id)), entries.filter(({ _id }) => !before.has(_id))];
    if (fresh.length > 0) await models.entries.insertMany(fresh, { lean: true });
    if (known.length > 0)
      await models.entries.bulkWrite(known.map((replacement) => ({ replaceOne: { filter: { _id: replacement._id }, replacement } })));
    await countTags(
      deps,
      generation,
      entries.map((entry) => [before.get(entry._id) ?? null, entry]),
    );
  }
  await noteTagUses(deps, findings, restrictions);
}

/** Takes something out of the generations for good, in the surrounding transaction. */
export async function buryEntry(deps: SearchDeps, generations: readonly number[], ref: string): Promise<void> {
  const { models, clock } = deps;
  const goneAt = clock();
  const kind = ref.startsWith('usr_') ? 'USER' : 'POST';
  for (const generation of generations) {
    const _id = `${generation}/${ref}`;
    const before = await models.entries.findById(_id).lean();
    const replacement: EntryRecord = {
      ...{ _id, generation, kind, ref, revision: Number.MAX_SAFE_INTEGER, title: '', text: '', language: 'none', stems: '', wordCount: 0 },
      ...{ authorId: before?.authorId ?? ref, visibility: 'MENTIONED', mentionIds: [], hashtags: [], hasMedia: false },
      ...{ publishedAt: goneAt, editedAt: null, username: null, isCounted: false, indexedAt: goneAt, goneAt },
    };
    await models.entries.replaceOne({ _id }, replacement, { upsert: true });
    if (before) await countTags(deps, generation, [[before, null]]);
  }
  await models.tagUses.deleteMany({ postId: ref });
}

/** Counts tags by what entries were and are. */
export async function countTags(
  { models }: SearchDeps,
  generation: number,
  changes: readonly (readonly [before: EntryRecord | null, after: EntryRecord | null])[],
): Promise<void> {
  const counts = new Map<string, number>();
  const add = (entry: EntryRecord | null, by: number): void => {
    if (entry?.isCounted) for (const tag of entry.hashtags) counts.set(tag, (counts.get(tag) ?? 0) + by);
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

type Restrictions = Map<string, { isPrivate: boolean; isSuspended: boolean; isGone: boolean }>;

/** Notes who used which tags lately, for the trends. What an edit takes out of a post stays until it is too old. */
async function noteTagUses({ models, clock }: SearchDeps, findings: readonly Finding[], restrictions: Restrictions): Promise<void> {
  const since = clock().getTime() - trendSeconds * 1_000;
  const uses = findings.filter(({ kind, visibility, authorId, publishedAt }) => {
    const restricted = restrictions.has(authorId) && (restrictions.get(authorId)?.isPrivate || restrictions.get(authorId)?.isSuspended);
    return kind === 'POST' && visibility === 'PUBLIC' && !restricted && publishedAt.getTime() > since;
  });
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
