/**
 * Finds candidates for the ranking. Each query reads a bounded part of one index, newest first, so a very common word costs no
 * more than a rare one.
 */
import type { Reading } from '../context.ts';
import type { SearchDeps } from '../deps.ts';
import type { Kind } from '../model.ts';
import { termOf } from './findings.ts';
import { type Glimpse, type IndexReads, lookedThrough, type Question } from './glimpses.ts';
import type { RankedEntry } from './rank.ts';
import type { Word } from './read-words.ts';

/** A search among the entries of one kind. */
export interface Looked {
  generation: number;
  kind: Kind;
  /** The words of the query. */
  words: readonly Word[];
  /** Further terms that an entry must have: tags, mentioned users, its author. */
  terms: readonly string[];
  publishedAt: object;
  /** The moment of the search. */
  asOf: Date;
  hasMedia?: boolean;
  /** Authors whose posts are left out, because the viewer may not see them. */
  without?: readonly string[];
}

/** The closed posts that a viewer may see: those of `authorIds`, and those that mention the viewer. */
export interface Reach {
  authorIds: readonly string[];
  viewerId: string;
}

/** The number of newest entries that are ranked: for each word, and for all words. */
const newestWithOne = 50;
const newestWithAll = 150;
/** The number of term groups of a long query that are searched. Further ones count only in the ranking. */
const mostGroups = 8;

/** The ids of the public matches, and the weight of each group of terms: 1 for a group that few entries match. */
export interface Found {
  ids: string[];
  weights: ReadonlyMap<readonly string[], number>;
  /** In a search without some authors: the moment back to which the index was read. Absent where no older entries follow. */
  lookedTo?: Date | undefined;
}

/** Public entries that have some of the words and all of the terms; the newest entries for a query without either. */
export async function findOpen({ deps, loaders }: Pick<Reading, 'deps' | 'loaders'>, looked: Looked): Promise<Found> {
  const base = { generation: looked.generation, kind: looked.kind, isOpen: true };
  const groups = groupsOf(looked);
  if (groups.length === 0) {
    const source = { ...base, publishedAt: looked.publishedAt };
    const found = await loaders.glimpses.load({ source, conditions: others(looked, []), most: newestWithAll });
    const lookedTo = await endOfLook(deps, { source, looked, found });
    return { ids: idsOf([found]), weights: new Map(), lookedTo };
  }
  const probes = await Promise.all(
    groups.map(async (group) => {
      const newest = await loaders.glimpses.load({ source: led(base, group, looked), conditions: [], most: newestWithOne });
      return { group, newest, isWhole: newest.length < newestWithOne };
    }),
  );
  // The newest entries of the rarest group reach back the furthest; `isWhole` says that these are all it has.
  const [rarest, second] = probes.toSorted((left, right) => reachOf(left) - reachOf(right)) as [Probe, Probe?];
  const found = probes.map(({ newest }) => newest);
  let lookedTo: Date | undefined;
  if (!rarest.isWhole) {
    const source = led(base, rarest.group, looked);
    const rest = groups.filter((group) => group !== rarest.group);
    const [withAll, ...withTwo] = await Promise.all([
      loaders.glimpses.load({ source, conditions: others(looked, rest), most: newestWithAll }),
      ...(second && rest.length > 1
        ? [loaders.glimpses.load({ source, conditions: others(looked, [second.group]), most: newestWithOne })]
        : []),
    ]);
    found.push(withAll, ...withTwo);
    lookedTo = await endOfLook(deps, { source, looked, found: withAll });
  }
  return {
    ids: idsOf(found),
    weights: new Map(probes.map((probe) => [probe.group, weightOf(probe, looked.asOf)])),
    lookedTo,
  };
}

/**
 * The moment back to which the query for all words read the index. No other query of the search reads older entries.
 */
async function endOfLook(
  { models }: SearchDeps,
  { source, looked, found }: { source: object; looked: Looked; found: readonly Glimpse[] },
): Promise<Date | undefined> {
  if (!looked.without) return undefined;
  if (found.length === newestWithAll) return found.at(-1)?.publishedAt;
  const [last] = await models.entries.aggregate<Glimpse>([
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

/** A common word weighs less. Weights have steps, so that the pages of a search agree while single texts come and go. */
function weightOf({ newest, isWhole }: Probe, asOf: Date): number {
  if (isWhole) return 1;
  const days = (asOf.getTime() - (newest.at(-1)?.publishedAt.getTime() ?? 0)) / 86_400_000;
  const perDay = newest.length / Math.max(days, 0.001);
  return Math.max(leastWeight, Math.round(8 / (1 + Math.log10(1 + perDay))) / 10);
}

interface Probe {
  group: string[];
  newest: Glimpse[];
  isWhole: boolean;
}

/** The ids of closed entries that the viewer may see: posts of private accounts, posts for followers, posts for the mentioned. */
export async function findClosed(loaders: IndexReads, looked: Looked, { authorIds, viewerId }: Reach): Promise<string[]> {
  const { generation, publishedAt } = looked;
  const groups = groupsOf(looked);
  // The longest word counts as the rarest, because nothing better is known.
  const [lead, ...rest] = groups.toSorted((left, right) => longest(right) - longest(left));
  const own = { generation, isOpen: false, goneAt: null, authorId: { $in: authorIds } };
  const mentioning = { generation, mentionIds: viewerId, visibility: 'MENTIONED', publishedAt };
  const questions: Question[] = [{ source: mentioning, conditions: others(looked, groups), most: newestWithAll }];
  // Then entries with only some of the words.
  const needed = looked.terms.map((term) => [term]);
  const some = groups.slice(needed.length).flat();
  const isMore = groups.length > needed.length + 1;
  if (isMore) questions.push({ source: mentioning, conditions: others(looked, [...needed, some]), most: newestWithOne });
  if (authorIds.length > 0) {
    const source = lead ? led(own, lead, looked) : { ...own, publishedAt };
    questions.push({ source, conditions: others(looked, rest), most: newestWithAll });
    const [first = some, ...otherTerms] = needed;
    const conditions = others(looked, needed.length > 0 ? [...otherTerms, some] : []);
    if (isMore) questions.push({ source: led(own, first, looked), conditions, most: newestWithOne });
  }
  return idsOf(await Promise.all(questions.map(async (question) => await loaders.glimpses.load(question))));
}

/** Groups of terms: an entry matches a group by one of its terms. Required terms come first. */
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

/** Whether an entry still meets the conditions of the search: it may have changed since it was found. */
export function isAsked({ terms, authorId }: RankedEntry, { terms: asked, hasMedia, without }: Looked): boolean {
  if (hasMedia !== undefined && terms.includes(termOf.media) !== hasMedia) return false;
  return asked.every((term) => terms.includes(term)) && !without?.includes(authorId);
}

function idsOf(found: readonly (readonly Glimpse[])[]): string[] {
  return [...new Set(found.flat().map(({ _id }) => _id))];
}
