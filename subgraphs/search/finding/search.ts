import { isId } from '#lib/db/ids.ts';
import { pageSize } from '#lib/graphql/connection.ts';
import { badInput } from '#lib/core/errors.ts';
import { once } from '#lib/graphql/once.ts';
import { loadAll } from '#lib/loaders/load-all.ts';
import { foldTag } from '#lib/text/fold-tag.ts';
import type { Reading } from '../context.ts';
import type { Kind } from '../model.ts';
import { findClosed, findOpen, type Found, isAsked, leastWeight, type Looked } from './candidates.ts';
import { countFollowers, findPeople } from '../suggesting/find-people.ts';
import { termOf } from './findings.ts';
import { createHighlighter } from './highlight.ts';
import { answeringGeneration } from '../indexing/index-state.ts';
import { readLag } from '../indexing/lag.ts';
import { followsOf, onlyVisible } from './only-visible.ts';
import { type Candidate, type Ranked, scoreOf } from './rank.ts';
import { asksForNothing, type ReadQuery, readQuery } from './read-query.ts';
import type { Word } from './read-words.ts';

export interface SearchInput {
  query: string;
  types?: readonly Kind[] | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: SearchFilter | null | undefined;
}

export interface SearchFilter {
  authorId?: string | null | undefined;
  hashtag?: string | null | undefined;
  since?: Date | null | undefined;
  until?: Date | null | undefined;
  hasMedia?: boolean | null | undefined;
}

export interface SearchPage {
  edges: {
    node: { __typename: 'Post' | 'User' | 'Article' | 'Event'; id: string };
    score: number;
    makeCursor: () => string;
    findHighlights: () => string[];
  }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** The cursor after the last result, or after all examined posts where the page is short and more follow. */
  makeEndCursor: () => string | null;
  lagMs: number;
}

/**
 * A place among the results: its score, its id, and the moment of the first page. After very many posts that are hidden from the
 * viewer a search continues with older posts only: those up to `until`.
 */
type Place = [score: number, ref: string, asOf: number] | [score: number, ref: string, asOf: number, until: number];
/** The place before all results. */
const first: readonly [score: number, ref: string] = [1e9, ''];

/**
 * Finds a page of matching posts and users that the viewer may see, best first.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100, a foreign cursor, or an invalid filter. A typed query is never an error.
 */
export async function search(reading: Reading, input: SearchInput): Promise<SearchPage> {
  const { deps } = reading;
  const size = pageSize(input.first, 'first');
  const kinds = [...new Set(input.types ?? allKinds)].sort();
  // A search for people only also matches beginnings of names, with or without @.
  const isForPeople = kinds.length === 1 && kinds[0] === 'USER';
  const typed = !isForPeople ? input.query : input.query.replaceAll(/(?<!\S)[@＠](?=[\p{L}\p{N}_])/gu, '');
  const query = withFilter(readQuery(typed), input.filter ?? {});
  const scope = `search:${JSON.stringify([input.query.slice(0, 1_000), kinds, input.filter ?? null])}`;
  const after = input.after == null ? null : (deps.cursors.decode(scope, input.after, 'after') as Place);
  const asOf = after ? new Date(after[2]) : deps.clock();
  const until = after?.[3];
  const rank: Rank = async (without) =>
    asksForNothing(query) ? { ranked: [] } : await rankAll(reading, { query, kinds, asOf, until: toDate(until), without });
  const [lagMs, { shown, lookedTo }] = await Promise.all([readLag(deps), firstVisible(reading, after, size + 1, rank)]);
  const page = shown.slice(0, size);
  const findHighlights = createHighlighter(query);
  const cursorOf = (...place: Place): string => deps.cursors.encode(scope, place);
  const placeOf = ({ score, entry: { ref } }: Ranked): Place =>
    until === undefined ? [score, ref, asOf.getTime()] : [score, ref, asOf.getTime(), until];
  // Each part ends earlier than the one before it, so the pages come to an end.
  const next = lookedTo && Math.min(lookedTo.getTime(), (until ?? Infinity) - 1);
  const last = page.at(-1);
  return {
    edges: page.map(({ entry, score }) => ({
      node: {
        __typename: typeNames[entry.kind],
        id: entry.ref,
      },
      score,
      makeCursor: once(() => cursorOf(...placeOf({ score, entry }))),
      findHighlights: once(() => findHighlights(entry)),
    })),
    hasNextPage: shown.length > size || next !== undefined,
    hasPreviousPage: after !== null,
    makeEndCursor: () => (next !== undefined ? cursorOf(...first, asOf.getTime(), next) : last ? cursorOf(...placeOf(last)) : null),
    lagMs,
  };
}

function toDate(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}

type Asked = ReadQuery & { authorIds: string[]; hasNoMedia?: true; isForPosts?: true };

/** Adds `filter` to the typed query. */
function withFilter(query: ReadQuery, { authorId, hashtag, since, until, hasMedia }: SearchFilter): Asked {
  if (authorId != null && !isId(authorId, 'usr')) throw badInput('filter.authorId', 'filter.authorId is no id of a user.');
  const tag = hashtag == null ? undefined : foldTag(hashtag);
  if (tag === null) throw badInput('filter.hashtag', 'A tag has 1 to 100 letters, digits and underscores, with a letter among them.');
  return {
    ...query,
    authorIds: authorId == null ? [] : [authorId],
    hashtags: tag === undefined ? query.hashtags : [...new Set([...query.hashtags, tag])],
    since: since && query.since ? new Date(Math.max(+since, +query.since)) : (since ?? query.since),
    until: until && query.until ? new Date(Math.min(+until, +query.until)) : (until ?? query.until),
    hasMedia: query.hasMedia || hasMedia === true,
    ...(hasMedia === false && { hasNoMedia: true }),
    ...([authorId, hashtag, since, until, hasMedia].some((condition) => condition != null) && { isForPosts: true }),
  };
}

interface RankInput {
  query: Asked;
  kinds: readonly Kind[];
  asOf: Date;
  /** Of public posts only those up to this moment are searched. */
  until: Date | undefined;
  without: readonly string[] | undefined;
}

interface RankedPart {
  ranked: Ranked[];
  lookedTo?: Date | undefined;
}

/** Ranks the matches, best first, without the given authors. */
async function rankAll(reading: Reading, { query, kinds, asOf, until, without }: RankInput): Promise<RankedPart> {
  const { deps, viewerId } = reading;
  const generation = await answeringGeneration(deps);
  const named = await namedUsers(reading, generation, [...query.from, ...query.mentions]);
  const found = await Promise.all(
    kinds.map(async (kind) => await finders[kind]({ reading, generation, query, named, asOf, until, without })),
  );
  const candidates = await readCandidates(reading, found);
  const weights = new Map(found.flatMap((each) => [...each.weights]));
  const follows = await followsOf(
    reading,
    candidates.map(({ entry }) => entry.authorId),
  );
  // A search for people only also matches beginnings of names.
  const weightOf = (word: Word): number => Math.max(leastWeight, ...word.groups.map((group) => weights.get(group) ?? 0));
  const options = { query, asOf, follows, viewerId, weightOf, byBeginning: kinds.every((kind) => kind === 'USER') };
  const ranked = candidates
    .flatMap((candidate): Ranked[] => {
      const score = scoreOf(candidate, options);
      return score === null ? [] : [{ entry: candidate.entry, score }];
    })
    .sort(byRank);
  return { ranked, lookedTo: found.find((each) => each.lookedTo)?.lookedTo };
}

/** Reads the found entries, those of all kinds at once, and leaves out those that have changed meanwhile. */
async function readCandidates({ deps, loaders }: Reading, found: readonly Answer[]): Promise<Candidate[]> {
  const people = found.flatMap(({ ids, looked }) => (looked?.kind === 'USER' ? ids.map((id) => id.slice(id.indexOf('/') + 1)) : []));
  const [entries, followers] = await Promise.all([
    loadAll(
      loaders.entries,
      found.flatMap(({ ids }) => ids),
    ),
    countFollowers(deps, people),
  ]);
  return found.flatMap(({ ids, looked }) =>
    ids.flatMap((id) => {
      const entry = entries.get(id);
      return looked && entry && isAsked(entry, looked) ? [{ entry, followers: followers.get(entry.ref) ?? 0 }] : [];
    }),
  );
}

/**
 * The best `wanted` results that the viewer may see. Where too few remain without the hidden ones, it searches once more without their
 * authors. `lookedTo` says where the next page begins when that gives too few as well.
 */
async function firstVisible(reading: Reading, after: Place | null, wanted: number, rank: Rank): Promise<Shown> {
  const { ranked } = await rank();
  const rest = follow(ranked, after);
  const found: Ranked[] = [];
  for (let at = 0; at < rest.length && found.length < wanted; at += 2 * wanted)
    found.push(...(await visibleOf(reading, rest.slice(at, at + 2 * wanted))));
  if (found.length >= wanted) return { shown: found.slice(0, wanted) };
  const visible = new Set(await visibleOf(reading, ranked));
  const hidden = ranked.filter((each) => !visible.has(each)).map(({ entry }) => entry.authorId);
  if (hidden.length === 0) return { shown: found };
  const beyond = await rank([...new Set(hidden)]);
  const more = await visibleOf(reading, follow(beyond.ranked, after));
  const all = [...new Map([...more, ...found].map((each) => [each.entry._id, each])).values()].sort(byRank);
  return all.length < wanted ? { shown: all, lookedTo: beyond.lookedTo } : { shown: all.slice(0, wanted) };
}

type Rank = (without?: readonly string[]) => Promise<RankedPart>;

interface Shown {
  shown: Ranked[];
  lookedTo?: Date | undefined;
}

function follow(ranked: readonly Ranked[], after: Place | null): readonly Ranked[] {
  return after ? ranked.filter((each) => compare(each, { score: after[0], ref: after[1] }) > 0) : ranked;
}

async function visibleOf(reading: Reading, ranked: readonly Ranked[]): Promise<Ranked[]> {
  const visible = new Set(
    await onlyVisible(
      reading,
      ranked.map(({ entry }) => entry),
    ),
  );
  return ranked.filter(({ entry }) => visible.has(entry));
}

function byRank(left: Ranked, right: Ranked): number {
  return compare(left, { score: right.score, ref: right.entry.ref });
}

/** Below 0 when the left comes first: the higher score, then the newer entry. */
function compare({ score, entry }: Ranked, other: { score: number; ref: string }): number {
  return other.score - score || (other.ref > entry.ref ? 1 : other.ref < entry.ref ? -1 : 0);
}

type Named = Map<string, string>;

interface Question {
  reading: Reading;
  generation: number;
  query: Asked;
  named: Named;
  asOf: Date;
  until: Date | undefined;
  without: readonly string[] | undefined;
}

interface Answer extends Found {
  /** What the entries with these ids were found by; absent where nothing was looked for. */
  looked?: Looked;
}

const typeNames = { POST: 'Post', USER: 'User', ARTICLE: 'Article', EVENT: 'Event' } as const;
const allKinds = Object.keys(typeNames) as Kind[];
const finders: Record<Kind, (question: Question) => Promise<Answer>> = {
  POST: posts,
  USER: people,
  ARTICLE: async (question) => await news('ARTICLE', question),
  EVENT: async (question) => await news('EVENT', question),
};

const nothing: Answer = { ids: [], weights: new Map() };

async function posts({ reading, generation, query, named, asOf, until: partUntil, without }: Question): Promise<Answer> {
  const authors = [...new Set([...query.authorIds, ...query.from.map((name) => named.get(name) ?? '')])];
  const mentioned = query.mentions.map((name) => named.get(name) ?? '');
  // No post has two authors, or names a user who does not exist.
  if (authors.length > 1 || authors.includes('') || mentioned.includes('')) return nothing;
  const newest = partUntil ?? asOf;
  const until = query.until && query.until <= newest ? { $lt: query.until } : { $lte: newest };
  const looked: Looked = {
    ...{ generation, kind: 'POST', words: query.words, asOf },
    terms: [
      ...authors.map(termOf.author),
      ...mentioned.map(termOf.mentioned),
      ...query.hashtags.map(termOf.tag),
      ...(query.hasMedia ? [termOf.media] : []),
    ],
    publishedAt: { ...until, ...(query.since && { $gte: query.since }) },
    ...(query.hasNoMedia && { hasMedia: false }),
    ...(without && { without }),
  };
  // The first part of a search lists all posts that are not public.
  const [closed, open] = await Promise.all([without || partUntil ? [] : closedPosts(reading, looked, authors), findOpen(reading, looked)]);
  return { ...open, ids: [...new Set([...open.ids, ...closed])], looked };
}

async function closedPosts({ viewerId, loaders }: Reading, looked: Looked, authors: readonly string[]): Promise<string[]> {
  if (viewerId === null) return [];
  const authorIds = (await loaders.closedAuthors()).filter((authorId) => authors.length === 0 || authors.includes(authorId));
  return await findClosed(loaders, looked, { authorIds, viewerId });
}

/** Finds people, in the first part of a search, unless the query has conditions that only posts can meet. */
async function people({ reading, generation, query, named, asOf, until: partUntil, without }: Question): Promise<Answer> {
  const { authorIds, from, hashtags, since, until, hasMedia, hasNoMedia, mentions, words } = query;
  if (partUntil) return nothing;
  if (authorIds.length + from.length + hashtags.length > 0 || since || until || hasMedia || hasNoMedia || mentions.length > 1)
    return nothing;
  const looked: Looked = {
    ...{ generation, kind: 'USER', words, publishedAt: { $lte: asOf }, asOf },
    terms: mentions.map((name) => termOf.author(named.get(name) ?? '')),
    ...(without && { without }),
  };
  return { ids: await findPeople(reading, looked), weights: nothing.weights, looked };
}

/** Finds articles or events, in the first part of a search, unless the query has conditions that they cannot meet. */
async function news(kind: 'ARTICLE' | 'EVENT', { reading, generation, query, asOf, until, without }: Question): Promise<Answer> {
  const { from, mentions, hasMedia, isForPosts, hashtags, words, since } = query;
  if (until || without || isForPosts || hasMedia || from.length + mentions.length > 0) return nothing;
  const newest = query.until && query.until <= asOf ? { $lt: query.until } : { $lte: asOf };
  const looked: Looked = {
    ...{ generation, kind, words, asOf, terms: hashtags.map(termOf.tag) },
    publishedAt: { ...newest, ...(since && { $gte: since }) },
  };
  return { ...(await findOpen(reading, looked)), looked };
}

/** Finds users by name, only those whom the viewer may see. */
async function namedUsers(reading: Reading, generation: number, names: readonly string[]): Promise<Named> {
  if (names.length === 0) return new Map();
  const found = await reading.deps.models.entries.find({ generation, username: { $in: [...names] }, goneAt: null }).lean();
  const visible = await onlyVisible(reading, found);
  return new Map(visible.map(({ username, ref }) => [username ?? '', ref]));
}
