/** Finds what may be an answer, before it is ranked: by MongoDB's text score, by time where very much matches, or by what is not words. */
import type { QueryFilter } from 'mongoose';
import type { SearchDeps } from '../context.ts';
import type { EntryRecord, Kind } from '../model.ts';
import { isStoppedSomewhere } from '../text/analyse.ts';
import { type Candidate, type RankedEntry, rankedFields } from './rank.ts';
import type { ReadQuery } from './read-query.ts';

export type EntryFilter = Omit<QueryFilter<EntryRecord>, 'kind'> & { kind: Kind };

/** Of so many matches the best by text score are ranked, and of recent posts that have all words the newest. */
const mostByScore = { POST: 100, USER: 50 };
const mostByTime = 50;
const mostWithoutWords = 150;
/** MongoDB gives more than this for each word that a text has and its language does not stop. */
const leastOfOne = 0.5;
// MongoDB answers with 101 documents at first and the rest on asking again: `batchSize` has them come at once.

/** The entries of a kind that have some of the words, or all that is asked besides when there are none. */
export async function findCandidates(deps: SearchDeps, filter: EntryFilter, query: ReadQuery): Promise<Candidate[]> {
  const { entries } = deps.models;
  const needed = query.words.filter(({ isOptional }) => !isOptional);
  const most = mostByScore[filter.kind];
  if (query.words.length === 0) {
    const newest = await entries
      .find({ ...filter, goneAt: null }, rankedFields)
      .sort({ publishedAt: -1 })
      .limit(mostWithoutWords)
      .batchSize(mostWithoutWords)
      .lean();
    return await withFollowers(deps, newest);
  }
  const found = await entries
    .find({ ...filter, $text: { $search: searchText(query), $language: 'none' } }, { ...rankedFields, score: { $meta: 'textScore' } })
    .sort({ score: { $meta: 'textScore' } })
    .limit(most)
    .batchSize(most)
    .lean<(RankedEntry & { score: number })[]>();
  // That an account is new is no reason to find it.
  if (filter.kind === 'USER') return await withFollowers(deps, found);
  const candidates = new Map(found.map(({ score, ...entry }) => [entry._id, { entry, textScore: score, followers: 0 }]));
  if (found.length === most && mayHaveLeftOut(found, needed)) {
    for (const entry of await newestWithAll(deps, filter, needed))
      if (!candidates.has(entry._id)) candidates.set(entry._id, { entry, textScore: lowest(found), followers: 0 });
  }
  return [...candidates.values()];
}

/** Entries with how many follow those that are users. */
async function withFollowers({ models }: SearchDeps, entries: readonly (RankedEntry & { score?: number })[]): Promise<Candidate[]> {
  const ids = entries.flatMap(({ kind, ref }) => (kind === 'USER' ? [`USER/${ref}`] : []));
  const counted =
    ids.length === 0
      ? []
      : await models.suggestions
          .find({ _id: { $in: ids } }, { ref: 1, weight: 1 })
          .batchSize(ids.length)
          .lean();
  const followers = new Map(counted.map(({ ref, weight }) => [ref, weight]));
  return entries.map(({ score = 0, ...entry }) => ({ entry, textScore: score, followers: followers.get(entry.ref) ?? 0 }));
}

function lowest(found: readonly { score: number }[]): number {
  return found.at(-1)?.score ?? 0;
}

/** Whether a text that has all words can be missing: not where the last found has no more than all words would give. */
function mayHaveLeftOut(found: readonly { score: number }[], needed: ReadQuery['words']): boolean {
  return needed.some(({ typed }) => isStoppedSomewhere(typed)) || lowest(found) > needed.length * leastOfOne;
}

/** More matches than are ranked have the words: among them what is new must not be missed. */
async function newestWithAll({ models }: SearchDeps, filter: EntryFilter, needed: ReadQuery['words']): Promise<RankedEntry[]> {
  return await models.entries
    .find({ $and: [filter, ...needed.map(({ stems }) => ({ recentStems: { $in: stems } }))] }, rankedFields)
    .sort({ publishedAt: -1 })
    .limit(mostByTime)
    .batchSize(mostByTime)
    .lean();
}

/** What MongoDB is asked: every stem that a text may have a word as, nothing that it takes for an operator. Phrases and what is excluded are looked at afterwards. */
function searchText({ words }: ReadQuery): string {
  return [...new Set(words.flatMap(({ stems }) => stems))].map((stem) => stem.replaceAll(/["-]/g, ' ')).join(' ');
}

/** What of a user's index and of a viewer's every search looks at. */
export function baseFilter(generation: number, kind: Kind): { generation: number; kind: Kind } {
  return { generation, kind };
}
