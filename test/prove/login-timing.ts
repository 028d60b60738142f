/**
 * Whether somebody could tell by the time of a refused login whether an account exists: medians of unknown names, unknown
 * addresses and wrong passwords, measured in turns. Fails when they differ by more than a tenth.
 */
import { createAccount } from '../../subgraphs/users/rules/accounts.ts';
import { hashPassword } from '../../subgraphs/users/rules/passwords.ts';
import { startUsers } from '../harness/users.ts';

const rounds = Number(process.argv[2] ?? 200);
const allowedDifference = 0.1;

const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { expiresIn } } }';

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

await using users = await startUsers();
const passwordHash = await hashPassword('correct horse');
for (let i = 0; i < rounds; i++) {
  await createAccount(users.deps, { username: `known${i}`, email: `known${i}@example.org`, displayName: `Known ${i}`, passwordHash });
}

const kinds = {
  'known name, wrong password': (i: number) => `known${i}`,
  'known address, wrong password': (i: number) => `known${i}@example.org`,
  'unknown name': (i: number) => `unknown${i}`,
  'unknown address': (i: number) => `unknown${i}@example.org`,
};
const times = Object.keys(kinds).map((kind) => ({ kind, ms: [] as number[] }));
for (let i = 0; i < rounds; i++) {
  // Each round begins with another kind, so that none always follows the same one.
  for (let j = 0; j < times.length; j++) {
    const entry = times[(i + j) % times.length];
    const nameOf = Object.values(kinds)[(i + j) % times.length];
    if (!entry || !nameOf) continue;
    const begun = performance.now();
    const { errors } = await users.ask(login, { input: { usernameOrEmail: nameOf(i), password: 'wrong horse' } });
    entry.ms.push(performance.now() - begun);
    if (errors[0]?.message !== 'Wrong name or password.') throw new Error(`${entry.kind}: ${errors[0]?.message}`);
  }
}

const medians = times.map(({ kind, ms }) => ({ kind, ms: median(ms.slice(5)) }));
for (const { kind, ms } of medians) console.log(`${kind.padEnd(30)} ${ms.toFixed(2)} ms`);
const values = medians.map(({ ms }) => ms);
const difference = Math.max(...values) / Math.min(...values) - 1;
console.log(`difference ${(difference * 100).toFixed(1)} % (allowed ${allowedDifference * 100} %)`);
process.exitCode = difference > allowedDifference ? 1 : 0;
