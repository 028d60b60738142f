/**
 * Finds candidates before they are ranked. Each query of the store reads a bounded part of one index, newest first, so a very
 * common word costs no more than a rare one.
 */
import type { SearchDeps } from '../deps.ts';
import type { Kind } from '../model.ts';
import { termOf } from './findings.ts';
import { type RankedEntry, rankedFields } from './rank.ts';
import type { Word } from './read-words.ts';

/** A search among the entries of one kind. */
export interface Looked {
  generation: number;
  kind: Kind;
  /** The words of the query. */
  words: readonly Word[];
  /** Terms that an entry must have besides: tags, mentioned users, its author. */
  terms: readonly string[];
  publishedAt: object;
  /** The moment of the search. */
  asOf: Date;
  hasMedia?: boolean;
  /** Authors whose posts are left out, because the viewer may not see them. */
  without?: readonly string[];
}

/** Of what only some may see: whose the viewer sees as a follower or author, and the viewer, whom some mention. */
export interface Reach {
  authorIds: readonly string[];
  viewerId: string;
}

/** The number of newest entries that are ranked: for each word, and for all words. */
const newestWithOne = 50;
const newestWithAll = 150;
/** The number of newest entries with the rarest word that are looked through for the other words. */
const lookedThrough = 2_000;
/** The number of terms of a long query that are asked for. The others count only in the ranking. */
const mostGroups = 8;

/** What everybody sees, and how much each group of terms that was asked for tells: 1 where few entries have one of it. */
export interface Found {
  entries: RankedEntry[];
  weights: ReadonlyMap<readonly string[], number>;
  /** Where accounts are left out: the moment to which the index was looked at. Entries before it follow; absent where none do. */
  lookedTo?: Date | undefined;
}

/** The entries that everybody sees which have some of the words and all of the terms; the newest at all where there are neither. */
export async function findOpen(deps: SearchDeps, looked: Looked): Promise<Found> {
  const base = { generation: looked.generation, kind: looked.kind, isOpen: true };
  const groups = groupsOf(looked);
  if (groups.length === 0) {
    const source = { ...base, publishedAt: looked.publishedAt };
    const entries = await ask(deps, source, others(looked, []), newestWithAll);
    return { entries, weights: new Map(), lookedTo: await endOfLook(deps, { source, looked, found: entries }) };
  }
  const probes = await Promise.all(
    groups.map(async (group) => {
      const newest = await ask(deps, led(base, group, looked), [], newestWithOne);
      return { group, newest, isWhole: newest.length < newestWithOne };
    }),
  );
  // The rarest is that whose newest reach back the furthest; where there are few of it, these are all.
  const [rarest, second] = probes.toSorted((left, right) => reachOf(left) - reachOf(right)) as [Probe, Probe?];
  const found = probes.map(({ newest }) => newest);
  let lookedTo: Date | undefined;
  if (!rarest.isWhole) {
    const source = led(base, rarest.group, looked);
    const rest = groups.filter((group) => group !== rarest.group);
    const withAll = await ask(deps, source, others(looked, rest), newestWithAll);
    found.push(withAll);
    lookedTo = await endOfLook(deps, { source, looked, found: withAll });
    if (second && rest.length > 1) found.push(await ask(deps, source, others(looked, [second.group]), newestWithOne));
  }
  return {
    entries: found.flat().filter((entry) => isAsked(entry, looked)),
    weights: new Map(probes.map((probe) => [probe.group, weightOf(probe, looked.asOf)])),
    lookedTo,
  };
}

/**
 * How far back a look for what has all words went. No other entry that is found is older: the newest with the rarest word are newer, and
 * the other questions stop sooner.
 */
async function endOfLook(
  { models }: SearchDeps,
  { source, looked, found }: { source: object; looked: Looked; found: readonly RankedEntry[] },
): Promise<Date | undefined> {
  if (!looked.without) return undefined;
  if (found.length === newestWithAll) return found.at(-1)?.publishedAt;
  const [last] = await models.entries.aggregate<Pick<RankedEntry, 'publishedAt'>>([
    { $match: source },
    { $sort: { publishedAt: -1 } },
    { $limit: lookedThrough },
    { $skip: lookedThrough - 1 },
    { $project: { publishedAt: 1 } },
  ]);
  return last?.publishedAt;
}

/** The weight of the most common word. */
export const leastWeight = 0.2;

/** A common word has less weight. Weights have steps, so that pages of a search agree when single texts come or go. */
function weightOf({ newest, isWhole }: Probe, asOf: Date): number {
  if (isWhole) return 1;
  const days = (asOf.getTime() - (newest.at(-1)?.publishedAt.getTime() ?? 0)) / 86_400_000;
  const perDay = newest.length / Math.max(days, 0.001);
  return Math.max(leastWeight, Math.round(8 / (1 + Math.log10(1 + perDay))) / 10);
}

interface Probe {
  group: string[];
  newest: RankedEntry[];
  isWhole: boolean;
}

/** The entries that only some see, the viewer among them: posts of private accounts, for followers, to those mentioned. */
export async function findClosed(deps: SearchDeps, looked: Looked, { authorIds, viewerId }: Reach): Promise<RankedEntry[]> {
  const { generation, publishedAt } = looked;
  const groups = groupsOf(looked);
  // The longest word is taken for the rarest where nothing better is known.
  const [lead, ...rest] = groups.toSorted((left, right) => longest(right) - longest(left));
  const own = { generation, isOpen: false, goneAt: null, authorId: { $in: authorIds } };
  const mentioning = { generation, mentionIds: viewerId, visibility: 'MENTIONED', publishedAt };
  const questions = [ask(deps, mentioning, others(looked, groups), newestWithAll)];
  // Entries with only some of the words.
  const needed = looked.terms.map((term) => [term]);
  const some = groups.slice(needed.length).flat();
  const isMore = groups.length > needed.length + 1;
  if (isMore) questions.push(ask(deps, mentioning, others(looked, [...needed, some]), newestWithOne));
  if (authorIds.length > 0) {
    const source = lead ? led(own, lead, looked) : { ...own, publishedAt };
    questions.push(ask(deps, source, others(looked, rest), newestWithAll));
    const [first = some, ...otherTerms] = needed;
    if (isMore)
      questions.push(ask(deps, led(own, first, looked), others(looked, needed.length > 0 ? [...otherTerms, some] : []), newestWithOne));
  }
  return (await Promise.all(questions)).flat().filter((entry) => isAsked(entry, looked));
}

/** Sets of terms of which an entry has one each. What it must have comes first. */
function groupsOf({ words, terms }: Looked): string[][] {
  const needed = words.filter(({ isOptional }) => !isOptional);
  return [...terms.map((term) => [term]), ...needed.flatMap(({ groups }) => groups)].slice(0, mostGroups);
}

function longest(group: readonly string[]): number {
  return Math.max(...group.map((term) => term.length));
}

function reachOf({ newest, isWhole }: Probe): number {
  return isWhole ? newest.length - newestWithOne : (newest.at(-1)?.publishedAt.getTime() ?? 0);
}

function led(base: object, group: readonly string[], { publishedAt }: Looked): object {
  return { ...base, terms: group.length === 1 ? group[0] : { $in: group }, publishedAt };
}

/** The conditions that the entries of an index must also meet. */
function others({ hasMedia, without }: Looked, groups: readonly (readonly string[])[]): object[] {
  return [
    ...groups.map((group) => ({ terms: { $in: group } })),
    ...(hasMedia === undefined ? [] : [{ hasMedia }]),
    ...(without ? [{ authorId: { $nin: without } }] : []),
  ];
}

function isAsked({ terms, authorId }: RankedEntry, { terms: asked, hasMedia, without }: Looked): boolean {
  if (hasMedia !== undefined && terms.includes(termOf.media) !== hasMedia) return false;
  return asked.every((term) => terms.includes(term)) && !without?.includes(authorId);
}

/** The newest that an index gives, of a bounded part of it, which pass the other conditions. */
async function ask({ models }: SearchDeps, source: object, conditions: readonly object[], most: number): Promise<RankedEntry[]> {
  return await models.entries.aggregate<RankedEntry>(
    [
      { $match: source },
      { $sort: { publishedAt: -1 } },
      { $limit: conditions.length === 0 ? most : lookedThrough },
      ...(conditions.length === 0 ? [] : [{ $match: { $and: conditions } }, { $limit: most }]),
      { $project: rankedFields },
    ],
    { batchSize: most + 1 },
  );
}
