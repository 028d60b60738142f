/** People for live load, made through users' rules, whose tokens are signed rather than asked for by signing in. */
import { hashPassword } from '../../../subgraphs/users/accounts/passwords.ts';
import { createAccount } from '../../../subgraphs/users/accounts/create-account.ts';
import { updateProfile } from '../../../subgraphs/users/accounts/update-profile.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { block } from '../../../subgraphs/users/relations/blocks.ts';
import { follow } from '../../../subgraphs/users/relations/follows.ts';
import { issueTokens } from '../../../subgraphs/users/sessions/access-tokens.ts';
import { testPassword } from '../clients/client.ts';

const perTransaction = 50;

export interface LivePerson {
  id: string;
  accessToken: string;
  /** Whether they are sent what the author posts. */
  sees: boolean;
}

/**
 * Makes people of whom a twentieth have blocked the author, a twentieth another person, and a tenth are private. All others follow
 * the author where that is asked for.
 */
export async function makeLivePeople(
  deps: UsersDeps,
  { authorId, count, areFollowers }: { authorId: string; count: number; areFollowers: boolean },
): Promise<LivePerson[]> {
  const passwordHash = await hashPassword(testPassword);
  const prefix = `live_${deps.clock().getTime().toString(36)}`;
  const people: LivePerson[] = [];
  for (let start = 0; start < count; start += perTransaction) {
    const made = await deps.transaction(async () => {
      const some: LivePerson[] = [];
      for (let index = start; index < Math.min(count, start + perTransaction); index += 1) {
        const username = `${prefix}_${index}`;
        const user = await createAccount(deps, { username, displayName: username, email: `${username}@example.org`, passwordHash });
        const sees = index % 20 !== 0;
        if (!sees) await block(deps, { viewerId: user._id, userId: authorId });
        else if (areFollowers) await follow(deps, { viewerId: user._id, userId: authorId });
        const { accessToken } = await issueTokens(deps, { user, sessionId: deps.newId('ses', user._id), refreshToken: '' });
        some.push({ id: user._id, accessToken, sees });
      }
      return some;
    });
    people.push(...made);
  }
  for (const [index, { id }] of people.entries()) {
    if (index % 10 === 3) await updateProfile(deps, { userId: id, changes: { isPrivate: true } });
    const other = people[(index + 1) % people.length];
    if (index % 20 === 10 && other) await block(deps, { viewerId: id, userId: other.id });
  }
  return people;
}
