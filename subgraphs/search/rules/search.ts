import { isId } from '#lib/db/ids.ts';
import { pageSize } from '#lib/graphql/connection.ts';
import { badInput } from '#lib/service/errors.ts';
import type { Reading } from '../context.ts';
import type { Kind } from '../model.ts';
import { baseFilter, type EntryFilter, findCandidates } from './candidates.ts';
import { highlight } from './highlight.ts';
import { answeringGeneration } from './index-state.ts';
import { readLag } from './lag.ts';
import { followsOf, onlyVisible } from './only-visible.ts';
import { type Candidate, type Ranked, scoreOf } from './rank.ts';
import { asksForNothing, type ReadQuery, readQuery } from './read-query.ts';

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
  edges: { node: { __typename: 'Post' | 'User'; id: string }; score: number; makeCursor: () => string; findHighlights: () => string[] }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  lagMs: number;
}

/** A place among the results: its score, then its id, both as of a moment. */
type Place = [score: number, ref: string, asOf: number];

/**
 * A page of what the viewer may see of what was looked for, best first.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100, a foreign cursor, or a filter that is none. What is typed is never an error.
 */
export async function search(reading: Reading, input: SearchInput): Promise<SearchPage> {
  const { deps } = reading;
  const size = pageSize(input.first, 'first');
  const query = withFilter(readQuery(input.query), input.filter ?? {});
  const kinds = [...new Set(input.types ?? ['POST', 'USER'])].sort() as Kind[];
  const scope = `search:${JSON.stringify([input.query.slice(0, 1_000), kinds, input.filter ?? null])}`;
  const after = input.after == null ? null : (deps.cursors.decode(scope, input.after, 'after') as Place);
  const asOf = after ? new Date(after[2]) : deps.clock();
  const [lagMs, ranked] = await Promise.all([readLag(deps), asksForNothing(query) ? [] : rankAll(reading, query, kinds, asOf)]);
  const rest = after ? ranked.filter((each) => compare(each, { score: after[0], ref: after[1] }) > 0) : ranked;
  const shown = await firstVisible(reading, rest, size + 1);
  const page = shown.slice(0, size);
  return {
    edges: page.map(({ entry, score }) => ({
      node: { __typename: entry.kind === 'USER' ? ('User' as const) : ('Post' as const), id: entry.ref },
      score,
      makeCursor: () => deps.cursors.encode(scope, [score, entry.ref, asOf.getTime()]),
      findHighlights: () => highlight(entry, query),
    })),
    hasNextPage: shown.length > size,
    hasPreviousPage: after !== null,
    lagMs,
  };
}

type Looked = ReadQuery & { authorIds: string[] };

/** What `filter` says joins what was typed. */
function withFilter(query: ReadQuery, { authorId, hashtag, since, until, hasMedia }: SearchFilter): Looked {
  if (authorId != null && !isId(authorId, 'usr')) throw badInput('filter.authorId', 'filter.authorId is no id of a user.');
  const tag = hashtag?.replace(/^#/, '').normalize('NFC').toLowerCase();
  if (tag !== undefined && !/^[\p{L}\p{N}_]{1,100}$/u.test(tag))
    throw badInput('filter.hashtag', 'A tag has 1 to 100 letters, digits and underscores.');
  return {
    ...query,
    authorIds: authorId == null ? [] : [authorId],
    hashtags: tag === undefined ? query.hashtags : [...new Set([...query.hashtags, tag])],
    since: since && query.since ? new Date(Math.max(+since, +query.since)) : (since ?? query.since),
    until: until && query.until ? new Date(Math.min(+until, +query.until)) : (until ?? query.until),
    hasMedia: query.hasMedia || hasMedia === true,
    ...(hasMedia === false && { hasNoMedia: true }),
  };
}

async function rankAll(reading: Reading, query: Looked & { hasNoMedia?: true }, kinds: readonly Kind[], asOf: Date): Promise<Ranked[]> {
  const { deps, viewerId } = reading;
  const active = await answeringGeneration(deps);
  const named = await namedUsers(reading, active, [...query.from, ...query.mentions]);
  const filters = kinds.flatMap(
    (kind) => (kind === 'POST' ? postFilter(reading, active, query, named, asOf) : userFilter(active, query, asOf)) ?? [],
  );
  const candidates = (await Promise.all(filters.map(async (filter) => await findCandidates(deps, filter, query)))).flat();
  const follows = await followsOf(
    reading,
    candidates.map(({ entry }) => entry.authorId),
  );
  const options = { query, asOf, follows, viewerId };
  return candidates
    .flatMap((candidate): Ranked[] => {
      const score = query.words.length === 0 ? freshnessOf(candidate, asOf) : scoreOf(candidate, options);
      return score === null ? [] : [{ entry: candidate.entry, score }];
    })
    .sort((left, right) => compare(left, { score: right.score, ref: right.entry.ref }));
}

/** The best that the viewer may see, as many as are wanted: no more of the others are looked at than it takes. */
async function firstVisible(reading: Reading, ranked: readonly Ranked[], wanted: number): Promise<Ranked[]> {
  const found: Ranked[] = [];
  for (let at = 0; at < ranked.length && found.length < wanted; at += 2 * wanted) {
    const looked = ranked.slice(at, at + 2 * wanted);
    const visible = new Set(
      await onlyVisible(
        reading,
        looked.map(({ entry }) => entry),
      ),
    );
    found.push(...looked.filter(({ entry }) => visible.has(entry)));
  }
  return found;
}

/** Below 0 when the left comes first: the better, then the newer. */
function compare({ score, entry }: Ranked, other: { score: number; ref: string }): number {
  return other.score - score || (other.ref > entry.ref ? 1 : other.ref < entry.ref ? -1 : 0);
}

/** Where no words are looked for the newest are first; people, who have no news, before them. */
function freshnessOf({ entry }: Candidate, asOf: Date): number {
  const age = Math.max(0, asOf.getTime() - entry.publishedAt.getTime());
  return entry.kind === 'USER' ? 2 : 1 / (1 + age / 86_400_000);
}

type Named = Map<string, string>;

function postFilter(
  { viewerId }: Reading,
  generation: number,
  query: Looked & { hasNoMedia?: true },
  named: Named,
  asOf: Date,
): EntryFilter | null {
  const authors = [...query.authorIds, ...query.from.map((name) => named.get(name) ?? '')];
  // Nobody is two people.
  if (new Set(authors).size > 1 || authors.includes('')) return null;
  const mentioned = query.mentions.map((name) => named.get(name) ?? '');
  if (mentioned.includes('')) return null;
  const until = query.until && query.until < asOf ? { $lt: query.until } : { $lte: asOf };
  return {
    ...baseFilter(generation, 'POST'),
    publishedAt: { ...until, ...(query.since && { $gte: query.since }) },
    ...(authors[0] !== undefined && { authorId: authors[0] }),
    ...(mentioned.length > 0 && { mentionIds: { $all: mentioned } }),
    ...(query.hashtags.length > 0 && { hashtags: { $all: query.hashtags } }),
    ...(query.hasMedia && { hasMedia: true }),
    ...(query.hasNoMedia && { hasMedia: false }),
    ...(viewerId === null && { visibility: 'PUBLIC' as const }),
  };
}

/** Null where something is asked that people do not have. */
function userFilter(generation: number, query: Looked & { hasNoMedia?: true }, asOf: Date): EntryFilter | null {
  const { authorIds, from, hashtags, since, until, hasMedia, hasNoMedia, mentions } = query;
  if (authorIds.length + from.length + hashtags.length > 0 || since || until || hasMedia || hasNoMedia || mentions.length > 1) return null;
  return { ...baseFilter(generation, 'USER'), publishedAt: { $lte: asOf }, ...(mentions[0] !== undefined && { username: mentions[0] }) };
}

/** Users by their names, those alone whom the viewer may see. */
async function namedUsers(reading: Reading, generation: number, names: readonly string[]): Promise<Named> {
  if (names.length === 0) return new Map();
  const found = await reading.deps.models.entries.find({ generation, username: { $in: [...names] }, goneAt: null }).lean();
  const visible = await onlyVisible(reading, found);
  return new Map(visible.map(({ username, ref }) => [username ?? '', ref]));
}
