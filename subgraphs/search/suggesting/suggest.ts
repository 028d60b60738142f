import { pageSize } from '#lib/graphql/connection.ts';
import { tagSigns } from '#lib/text/fold-tag.ts';
import type { Reading } from '../context.ts';
import type { SuggestionRecord } from '../model.ts';
import { answeringGeneration } from '../indexing/index-state.ts';
import { followsOf, onlyVisible } from '../finding/only-visible.ts';
import { foldName, longestPrefix, startsOf } from './suggestions.ts';

/** The number of users with most followers, and of tags with most posts, that one look considers. */
const considered = 60;
/** The most looks: each goes on behind the last where the viewer may not see enough users. */
const mostLooks = 5;
const longestTyped = 100;
const asksForTags = new RegExp(`^[${tagSigns}]`, 'u');
const asksForUsers = /^[@＠]/;

/**
 * Suggests users and tags by a prefix: followed users first, then by followers and by posts. `@` asks only for users, `#` for tags.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100.
 */
export async function suggest(reading: Reading, input: { prefix: string; first?: number | null | undefined }): Promise<SuggestionRecord[]> {
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
  const rank = ({ kind, ref }: SuggestionRecord): number => (kind === 'USER' && follows(ref) ? 1 : 0);
  return [...tags, ...users].sort((left, right) => rank(right) - rank(left) || right.weight - left.weight).slice(0, size);
}

async function suggestUsers(reading: Reading, prefix: string, wanted: number): Promise<SuggestionRecord[]> {
  const shown: SuggestionRecord[] = [];
  for (let look = 0; look < mostLooks && shown.length < wanted; look++) {
    const found = await reading.deps.models.suggestions
      .find({ kind: 'USER', prefixes: indexed(prefix) })
      .sort({ weight: -1, _id: 1 })
      .skip(look * considered)
      .limit(considered)
      .lean();
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

/** The users with a name that the whole of a long prefix begins; the index compares its first letters only. */
async function onlyBegun({ deps }: Reading, users: SuggestionRecord[], prefix: string): Promise<SuggestionRecord[]> {
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

async function suggestTags({ deps }: Reading, prefix: string): Promise<SuggestionRecord[]> {
  const active = await answeringGeneration(deps);
  const found = await deps.models.suggestions
    .find({ kind: 'TAG', prefixes: indexed(prefix), weight: { $gt: 0 }, generation: active })
    .sort({ weight: -1, _id: 1 })
    .limit(considered)
    .lean();
  return isLong(prefix) ? found.filter(({ ref }) => begins(prefix, [ref])) : found;
}

/** The indexed part of a prefix. */
function indexed(prefix: string): string {
  return [...prefix].slice(0, longestPrefix).join('');
}
