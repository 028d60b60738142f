/** Finds people before they are ranked: by prefixes of their names, most followers first, and by the texts of their profiles. */
import type { Reading } from '../context.ts';
import type { SearchDeps } from '../deps.ts';
import { findOpen, type Looked } from '../finding/candidates.ts';
import { type SimpleStage, unionOf } from '../finding/glimpses.ts';
import type { SuggestionRecord } from '../model.ts';
import { longestPrefix } from './suggestions.ts';

/** The number of most followed users that are ranked: of those whose names begin with all words, and with one word. */
const mostNamed = 50;
/** The number of names with the first word that are searched for the other words. */
const lookedThrough = 2_000;
const mostWords = 6;

type Source = Pick<Reading, 'deps' | 'loaders'>;

/** The ids of the entries of people who match. */
export async function findPeople(source: Source, looked: Looked): Promise<string[]> {
  const [named, said] = await Promise.all([findNamed(source.deps, looked), findOpen(source, looked)]);
  return [...new Set([...named, ...said.ids])];
}

async function findNamed({ models }: SearchDeps, { generation, words, terms }: Looked): Promise<string[]> {
  const beginnings = words.slice(0, mostWords).map(({ folded }) => [...folded].slice(0, longestPrefix).join(''));
  if (beginnings.length === 0 || terms.length > 0) return [];
  const { suggestions } = models;
  const begunBy = (lead: string, others: readonly string[]): SimpleStage[] => [
    { $match: { kind: 'USER', prefixes: lead } },
    { $sort: { weight: -1, _id: 1 } },
    { $limit: others.length === 0 ? mostNamed : lookedThrough },
    ...(others.length === 0 ? [] : [{ $match: { prefixes: { $all: others } } }, { $limit: mostNamed }]),
    { $project: { ref: 1 } },
  ];
  const [lead = '', ...others] = beginnings.toSorted((left, right) => right.length - left.length);
  const pipeline = unionOf(suggestions, [begunBy(lead, others), ...others.map((each) => begunBy(each, []))]);
  const found = await suggestions.aggregate<SuggestionRecord>(pipeline, { batchSize: mostNamed * beginnings.length + 1 });
  return found.map(({ ref }) => `${generation}/${ref}`);
}

/** The number of followers of each user, by the user's id. */
export async function countFollowers({ models }: SearchDeps, userIds: readonly string[]): Promise<Map<string, number>> {
  if (userIds.length === 0) return new Map();
  const ids = userIds.map((userId) => `USER/${userId}`);
  const counted = await models.suggestions
    .find({ _id: { $in: ids } }, { ref: 1, weight: 1 })
    .batchSize(ids.length)
    .lean();
  return new Map(counted.map(({ ref, weight }) => [ref, weight]));
}
