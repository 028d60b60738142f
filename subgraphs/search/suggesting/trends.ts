import { memoize } from '#lib/core/memoize.ts';
import { pageSize } from '#lib/graphql/connection.ts';
import { byIds } from '#lib/db/ids.ts';
import { isRestricted } from '#lib/relations/may-see.ts';
import type { SearchDeps } from '../deps.ts';
import { trendSeconds } from '../model.ts';
import { readIndexState } from '../indexing/index-state.ts';

/** More tags than are shown, because tags without a public post are left out. */
const considered = 300;
/** On a day with more uses only the newest count. */
const lookedThrough = 100_000;
/** Callers within this time share one answer. */
const freshForMs = 2_000;

export interface Trend {
  name: string;
  postCount: number;
}

/**
 * The tags that most accounts used in public within the last day; each account counts once for a tag, however often it posts.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100.
 */
export async function trendingHashtags(deps: SearchDeps, input: { first?: number | null | undefined }): Promise<Trend[]> {
  const size = pageSize(input.first ?? 10, 'first');
  return (await readTrends(deps)).slice(0, size);
}

const readTrends = memoize(findTrends, { freshForMs });

async function findTrends({ models, ...deps }: SearchDeps, now: number): Promise<Trend[]> {
  const since = new Date(now - trendSeconds * 1_000);
  const used = await models.tagUses.aggregate<{ _id: string; authors: number; last: Date }>([
    { $match: { at: { $gt: since } } },
    { $sort: { at: -1 } },
    { $limit: lookedThrough },
    { $group: { _id: '$tag', authors: { $sum: 1 }, last: { $max: '$at' } } },
    { $sort: { authors: -1, last: -1, _id: 1 } },
    { $limit: considered },
  ]);
  const { active } = await readIndexState({ ...deps, models });
  const counted = await models.suggestions.find({ _id: { $in: used.map(({ _id }) => `TAG/${active}/${_id}`) }, weight: { $gt: 0 } }).lean();
  const postCounts = new Map(counted.map(({ ref, weight }) => [ref, weight]));
  return used.flatMap(({ _id: name }) => (postCounts.has(name) ? [{ name, postCount: postCounts.get(name) ?? 0 }] : []));
}

/** Removes the uses of restricted authors from the trends, in the surrounding transaction. */
export async function forgetUses({ models }: SearchDeps, authorId: string): Promise<void> {
  const restricted = await models.restrictions.findOne(byIds([authorId])).lean();
  if (isRestricted(restricted)) await models.tagUses.deleteMany({ authorId });
}
