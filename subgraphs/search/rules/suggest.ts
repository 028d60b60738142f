import { pageSize } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { SuggestionRecord } from '../model.ts';
import { foldText } from '../text/languages.ts';
import { answeringGeneration } from './index-state.ts';
import { followsOf, onlyVisible } from './only-visible.ts';
import { longestPrefix } from './suggestions.ts';

/** So many of those with most followers or posts are looked at. */
const considered = 60;
const longestTyped = 100;

/**
 * Users and tags that begin so, those whom the viewer follows first, then by followers and by posts. `@` asks for users alone, `#` for tags.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100.
 */
export async function suggest(reading: Reading, input: { prefix: string; first?: number | null | undefined }): Promise<SuggestionRecord[]> {
  const { deps } = reading;
  const size = Math.min(pageSize(input.first ?? 10, 'first'), considered);
  const typed = input.prefix.slice(0, longestTyped).toWellFormed().trim();
  const kind = typed.startsWith('@') ? 'USER' : typed.startsWith('#') ? 'TAG' : null;
  const prefix = foldText(typed.replace(/^[@#]/, ''));
  if (prefix === '') return [];
  const active = await answeringGeneration(deps);
  const found = await deps.models.suggestions
    .find({ prefixes: [...prefix].slice(0, longestPrefix).join(''), ...(kind && { kind }), generation: { $in: [null, active] } })
    .sort({ weight: -1, _id: 1 })
    .limit(considered)
    .lean();
  const begun = found.filter(({ kind, weight, ref, prefixes }) => (kind === 'USER' || weight > 0) && beginsSo(prefix, prefixes, ref, kind));
  const users = begun.filter(({ kind }) => kind === 'USER').map(({ ref }) => ref);
  const profiles = users.map((userId) => ({ kind: 'USER' as const, authorId: userId, visibility: 'PUBLIC' as const, mentionIds: [] }));
  const [visible, follows] = await Promise.all([onlyVisible(reading, profiles), followsOf(reading, users)]);
  const shown = new Set(visible.map(({ authorId }) => authorId));
  const rank = ({ kind, ref }: SuggestionRecord): number => (kind === 'USER' && follows(ref) ? 1 : 0);
  return begun
    .filter(({ kind, ref }) => kind === 'TAG' || shown.has(ref))
    .sort((left, right) => rank(right) - rank(left) || right.weight - left.weight)
    .slice(0, size);
}

/** Beginnings are kept up to a length: a longer one has to be looked at in full, which a tag's name allows. */
function beginsSo(prefix: string, prefixes: readonly string[], ref: string, kind: SuggestionRecord['kind']): boolean {
  if ([...prefix].length <= longestPrefix) return prefixes.includes(prefix);
  return kind === 'USER' || foldText(ref).startsWith(prefix);
}
