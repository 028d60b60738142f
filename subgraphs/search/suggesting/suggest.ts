import { pageSize } from '#lib/graphql/connection.ts';
import { tagSigns } from '#lib/text/fold-tag.ts';
import type { Reading } from '../context.ts';
import type { SuggestionRecord } from '../model.ts';
import { answeringGeneration } from '../indexing/index-state.ts';
import { followsOf, onlyVisible } from '../finding/only-visible.ts';
import { foldName, longestPrefix, startsOf } from './suggestions.ts';

/** The number of users with most followers, and of tags with most posts, that one query reads. */
const considered = 60;
/** The most queries: each continues after the last, while too few of the users are visible to the viewer. */
const mostLooks = 5;
/** Without the prefixes, which are most of a suggestion. */
const shownFields = { kind: 1, ref: 1, weight: 1 } as const;
export type Suggestion = Pick<SuggestionRecord, '_id' | keyof typeof shownFields>;
const longestTyped = 100;
const asksForTags = new RegExp(`^[${tagSigns}]`, 'u');
const asksForUsers = /^[@＠]/;

/**
 * Suggests users and tags by a prefix: followed users first, then by followers and by posts. `@` asks only for users, `#` for tags.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100.
 */
export async function suggest(reading: Reading, input: { prefix: string; first?: number | null | undefined }): Promise<Suggestion[]> {
  const size = Math.min(pageSize(input.first ?? 10, 'first'), considered);
  const typed = input.prefix.slice(0, longestTyped).toWellFormed().trim();
  const prefix = foldName(typed.replace(asksForTags, '').replace(asksForUsers, ''));
  if (prefix === '') return [];
  const [users, tags] = await Promise.all([
    asksForTags.test(typed) ? [] : suggestUsers(reading, prefix, size),
    asksForUsers.test(typed) ? [] : suggestTags(reading, prefix),
  ]);
  const follows = await followsOf(
    reading,
    users.map(({ ref }) => ref),
  );
  const rank = ({ kind, ref }: Suggestion): number => (kind === 'USER' && follows(ref) ? 1 : 0);
  return [...tags, ...users].sort((left, right) => rank(right) - rank(left) || right.weight - left.weight).slice(0, size);
}

async function suggestUsers(reading: Reading, prefix: string, wanted: number): Promise<Suggestion[]> {
  const shown: Suggestion[] = [];
  for (let look = 0; look < mostLooks && shown.length < wanted; look++) {
    const found = await reading.deps.models.suggestions
      .find({ kind: 'USER', prefixes: indexed(prefix) }, shownFields)
      .sort({ weight: -1, _id: 1 })
      .skip(look * considered)
      .limit(considered)
      .batchSize(considered + 1)
      .lean<Suggestion[]>();
    const profiles = (await onlyBegun(reading, found, prefix)).map((user) => ({
      user,
      kind: 'USER' as const,
      authorId: user.ref,
      visibility: 'PUBLIC' as const,
      mentionIds: [],
    }));
    shown.push(...(await onlyVisible(reading, profiles)).map(({ user }) => user));
    if (found.length < considered) break;
  }
  return shown;
}

/** The users with a name that begins with the whole prefix: the index compares only its first letters. */
async function onlyBegun({ deps }: Reading, users: Suggestion[], prefix: string): Promise<Suggestion[]> {
  if (!isLong(prefix)) return users;
  const generation = await answeringGeneration(deps);
  const ids = users.map(({ ref }) => `${generation}/${ref}`);
  const entries = await deps.models.entries.find({ _id: { $in: ids }, goneAt: null }, { ref: 1, title: 1, username: 1 }).lean();
  const begun = new Set(entries.filter(({ title, username }) => begins(prefix, [username ?? '', title])).map(({ ref }) => ref));
  return users.filter(({ ref }) => begun.has(ref));
}

function isLong(prefix: string): boolean {
  return [...prefix].length > longestPrefix;
}

function begins(prefix: string, names: readonly string[]): boolean {
  return names.flatMap(startsOf).some((start) => start.startsWith(prefix));
}

async function suggestTags({ deps }: Reading, prefix: string): Promise<Suggestion[]> {
  const active = await answeringGeneration(deps);
  const found = await deps.models.suggestions
    .find({ kind: 'TAG', prefixes: indexed(prefix), weight: { $gt: 0 }, generation: active }, shownFields)
    .sort({ weight: -1, _id: 1 })
    .limit(considered)
    .batchSize(considered + 1)
    .lean<Suggestion[]>();
  return isLong(prefix) ? found.filter(({ ref }) => begins(prefix, [ref])) : found;
}

/** The indexed part of a prefix. */
function indexed(prefix: string): string {
  return [...prefix].slice(0, longestPrefix).join('');
}
