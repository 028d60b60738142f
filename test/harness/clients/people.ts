/** Accounts made and signed in through the rules of users, without the cost of a password's hash for each. */
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { issueTokens } from '../../../subgraphs/users/sessions/access-tokens.ts';
import { createAccount } from '../../../subgraphs/users/accounts/create-account.ts';
import { hashPassword } from '../../../subgraphs/users/accounts/passwords.ts';
import { startSession } from '../../../subgraphs/users/sessions/sessions.ts';
import { type Person, testPassword } from './client.ts';

let passwordHash: Promise<string> | undefined;
let made = 0;

function newName({ clock }: UsersDeps): string {
  return `p${clock().getTime().toString(36)}_${++made}`;
}

/** Makes so many accounts, each signed in; their password is `testPassword`. */
export async function makePeople(deps: UsersDeps, count: number): Promise<Person[]> {
  return await signUp(
    deps,
    Array.from({ length: count }, () => newName(deps)),
  );
}

/** Makes one account, signed in, with a unique name where none is given. */
export async function makePerson(deps: UsersDeps, username = newName(deps)): Promise<Person> {
  const [person] = (await signUp(deps, [username])) as [Person];
  return person;
}

async function signUp(deps: UsersDeps, usernames: readonly string[]): Promise<Person[]> {
  passwordHash ??= hashPassword(testPassword);
  const hash = await passwordHash;
  const client = { ip: null, userAgent: null };
  return await deps.transaction(async () => {
    const people: Person[] = [];
    for (const username of usernames) {
      const account = { username, displayName: username, email: `${username}@example.org`, passwordHash: hash };
      const user = await createAccount(deps, account);
      const session = await startSession(deps, { userId: user._id, client });
      const { accessToken, refreshToken } = await issueTokens(deps, { user, ...session });
      people.push({ id: user._id, username, password: testPassword, sessionId: session.sessionId, accessToken, refreshToken });
    }
    return people;
  });
}
