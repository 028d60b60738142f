/**
 * An author with many followers, created through users' rules, so that every event reaches posts as it does from the
 * API.
 */
import { hashPassword } from '../../../subgraphs/users/accounts/passwords.ts';
import { createAccount } from '../../../subgraphs/users/accounts/create-account.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { follow } from '../../../subgraphs/users/relations/follows.ts';
import { testPassword } from '../clients/client.ts';

const perTransaction = 100;

/** Makes `count` accounts who follow a user; their password is `testPassword`. @returns Their usernames. */
export async function addFollowers(
  deps: UsersDeps,
  userId: string,
  count: number,
  say: (done: number) => void = () => undefined,
): Promise<string[]> {
  const passwordHash = await hashPassword(testPassword);
  const prefix = `fan_${deps.clock().getTime().toString(36)}`;
  const names = Array.from({ length: count }, (_, index) => `${prefix}_${index}`);
  for (let start = 0; start < count; start += perTransaction) {
    await deps.transaction(async () => {
      for (const username of names.slice(start, start + perTransaction)) {
        const { _id: viewerId } = await createAccount(deps, {
          username,
          displayName: username,
          email: `${username}@example.org`,
          passwordHash,
        });
        await follow(deps, { viewerId, userId });
      }
    });
    say(Math.min(start + perTransaction, count));
  }
  return names;
}
