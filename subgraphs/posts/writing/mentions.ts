import type { PostsDeps } from '../deps.ts';
import type { PostRecord } from '../model.ts';
import { findMentions } from './text.ts';

export type Mentions = Pick<PostRecord, 'mentionIds' | 'mentionNames'>;

/**
 * Finds the accounts that a text mentions, in order. Names without an account are left out.
 *
 * @param known - The mentions of the text so far. A name that the new text keeps stays with its account, even if another account has the name now.
 */
export async function resolveMentions({ models }: PostsDeps, text: string, known?: Mentions): Promise<Mentions> {
  const usernames = findMentions(text);
  const ids = new Map(known?.mentionNames.map((name, index) => [name, known.mentionIds[index]]));
  const unknown = usernames.filter((username) => !ids.has(username));
  const accounts = unknown.length === 0 ? [] : await models.accounts.find({ username: { $in: unknown }, deletedAt: null }).lean();
  for (const { _id, username } of accounts) ids.set(username ?? '', _id);
  const names = new Map<string, string>();
  for (const name of usernames) {
    const id = ids.get(name);
    if (id !== undefined && !names.has(id)) names.set(id, name);
  }
  return { mentionIds: [...names.keys()], mentionNames: [...names.values()] };
}
