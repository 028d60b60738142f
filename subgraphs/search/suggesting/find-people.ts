/** Finds people before they are ranked: by prefixes of their names, most followers first, and by the texts of their profiles. */
import type { SearchDeps } from '../deps.ts';
import type { SuggestionRecord } from '../model.ts';
import { findOpen, type Looked } from '../finding/candidates.ts';
import { type Candidate, type RankedEntry, rankedFields } from '../finding/rank.ts';
import { longestPrefix } from './suggestions.ts';

/** The number of most followed users that are ranked: of those whose names begin with all words, and with one word. */
const mostNamed = 50;
/** The number of names with the first word that are looked through for the others. */
const lookedThrough = 2_000;
const mostWords = 6;

export async function findPeople(deps: SearchDeps, looked: Looked): Promise<Candidate[]> {
  const [named, said] = await Promise.all([findNamed(deps, looked), findOpen(deps, looked)]);
  return await withFollowers(deps, [...new Map([...named, ...said.entries].map((entry) => [entry._id, entry])).values()]);
}

async function findNamed(deps: SearchDeps, { generation, words, terms }: Looked): Promise<RankedEntry[]> {
  const beginnings = words.slice(0, mostWords).map(({ folded }) => [...folded].slice(0, longestPrefix).join(''));
  if (beginnings.length === 0 || terms.length > 0) return [];
  const { suggestions, entries } = deps.models;
  const begunBy = async (lead: string, others: readonly string[]): Promise<SuggestionRecord[]> =>
    await suggestions.aggregate<SuggestionRecord>(
      [
        { $match: { kind: 'USER', prefixes: lead } },
        { $sort: { weight: -1, _id: 1 } },
        { $limit: others.length === 0 ? mostNamed : lookedThrough },
        ...(others.length === 0 ? [] : [{ $match: { prefixes: { $all: others } } }, { $limit: mostNamed }]),
        { $project: { ref: 1 } },
      ],
      { batchSize: mostNamed + 1 },
    );
  const [lead = '', ...others] = beginnings.toSorted((left, right) => right.length - left.length);
  const found = await Promise.all([begunBy(lead, others), ...others.map(async (each) => await begunBy(each, []))]);
  const ids = [...new Set(found.flat().map(({ ref }) => `${generation}/${ref}`))];
  if (ids.length === 0) return [];
  return await entries
    .find({ _id: { $in: ids }, goneAt: null }, rankedFields)
    .batchSize(ids.length)
    .lean();
}

/** Adds the number of followers to entries of users. */
async function withFollowers({ models }: SearchDeps, entries: readonly RankedEntry[]): Promise<Candidate[]> {
  if (entries.length === 0) return [];
  const ids = entries.map(({ ref }) => `USER/${ref}`);
  const counted = await models.suggestions
    .find({ _id: { $in: ids } }, { ref: 1, weight: 1 })
    .batchSize(ids.length)
    .lean();
  const followers = new Map(counted.map(({ ref, weight }) => [ref, weight]));
  return entries.map((entry) => ({ entry, followers: followers.get(entry.ref) ?? 0 }));
}
