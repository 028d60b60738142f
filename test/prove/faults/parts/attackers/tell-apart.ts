/** A14: whether somebody could tell by the message or the time of a refused login that an account exists. */
import { createAccount } from '../../../../../subgraphs/users/accounts/create-account.ts';
import { hashPassword } from '../../../../../subgraphs/users/accounts/passwords.ts';
import { type Figure, percentile } from '../../../../harness/load/figures.ts';
import { startUsers } from '../../../../harness/clients/users.ts';

const warmUps = 5;
const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { expiresIn } } }';
const kinds = {
  'known name': (i: number) => `known${i}`,
  'known address': (i: number) => `known${i}@example.org`,
  'unknown name': (i: number) => `unknown${i}`,
  'unknown address': (i: number) => `unknown${i}@example.org`,
};

/** @param rounds - How many logins of each kind, in turns. */
export async function tellApart({ rounds }: { rounds: number }): Promise<Figure[]> {
  await using users = await startUsers();
  const passwordHash = await hashPassword('correct horse');
  for (let i = 0; i < rounds; i++) {
    await createAccount(users.deps, { username: `known${i}`, email: `known${i}@example.org`, displayName: `Known ${i}`, passwordHash });
  }
  const measured = Object.entries(kinds).map(([kind, nameOf]) => ({ kind, nameOf, ms: [] as number[] }));
  const answers = new Set<string>();
  for (let i = 0; i < rounds; i++) {
    // Each round begins with another kind, so that none always follows the same one.
    for (let j = 0; j < measured.length; j++) {
      const { nameOf, ms } = measured[(i + j) % measured.length] as (typeof measured)[number];
      const begunMs = performance.now();
      const { errors } = await users.ask(login, { input: { usernameOrEmail: nameOf(i), password: 'wrong horse' } });
      ms.push(performance.now() - begunMs);
      answers.add(JSON.stringify(errors));
    }
  }
  const medians = measured.map(({ kind, ms }) => ({ kind, value: percentile(ms.slice(warmUps), 0.5) }));
  const values = medians.map(({ value }) => value);
  return [
    ...medians.map(({ kind, value }) => ({ what: `A14: wrong password, ${kind}, median of ${rounds}`, value, unit: 'ms' })),
    { what: 'A14: different answers', value: answers.size, unit: '', exactly: 1 },
    { what: 'A14: medians differ by', value: (Math.max(...values) / Math.min(...values) - 1) * 100, unit: '%', below: 10 },
  ];
}
