/** Guessing a password by aliases, over several connections, gateways and processes of users: all share one budget. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, createApiClient, type Person } from '#test/harness/clients/client.ts';
import { type AgoraProcesses, openProcesses } from '#test/harness/processes.ts';

const attempts = 5;
const windowSeconds = 12;

let agora: AgoraProcesses;
let gateways: [Client, Client];
let person: Person;
beforeAll(async () => {
  agora = await openProcesses({ env: { AGORA_LOGIN_ATTEMPTS: String(attempts), AGORA_LOGIN_WINDOW_SECONDS: String(windowSeconds) } });
  const [, second] = await Promise.all([agora.start('users'), agora.start('users')]);
  const [one, two] = await Promise.all([agora.start('gateway'), agora.start('gateway', { subgraphs: { users: second.url } })]);
  gateways = [createApiClient(one.url), createApiClient(two.url)];
  person = await gateways[0].register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const login = (alias: string): string => `${alias}: login(input: {usernameOrEmail: $name, password: $${alias}}) { tokens { accessToken } }`;

async function guess(client: Client, passwords: string[]): Promise<Awaited<ReturnType<Client['ask']>>> {
  const aliases = passwords.map((_, index) => `p${index}`);
  const query = `mutation ($name: String!, ${aliases.map((alias) => `$${alias}: String!`).join(', ')}) { ${aliases.map(login).join(' ')} }`;
  return await client.ask(query, {
    name: person.username,
    ...Object.fromEntries(passwords.map((password, index) => [`p${index}`, password])),
  });
}

test('of 20 wrong passwords no more are checked than the limit says, and the right one works after retryAfter', async () => {
  const answers = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, batch) => await guess(gateways[batch % 2] as Client, [`wrong password ${batch}`, `wrong again ${batch}`]),
    ),
  );
  const errors = answers.flatMap((answer) => answer.errors);
  const codes = errors.map(({ extensions }) => extensions.code);
  // A mutation's first error ends it: each request has one answer, however many aliases it has.
  expect(codes).toHaveLength(20);
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(attempts);
  expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED', 'RATE_LIMITED']));

  for (const client of gateways) expect((await guess(client, [person.password])).errors[0]?.extensions.code).toBe('RATE_LIMITED');
  const retryAfter = (await guess(gateways[0], [person.password])).errors[0]?.extensions.retryAfter ?? 0;
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(windowSeconds);
  await delay(retryAfter * 1_000);
  const { data, errors: none } = await guess(gateways[1], [person.password]);
  expect(none).toEqual([]);
  expect(data.p0.tokens.accessToken).toEqual(expect.any(String));
}, 60_000);
