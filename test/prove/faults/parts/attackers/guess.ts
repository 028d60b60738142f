/** A11: passwords are guessed by aliases, under invented addresses, at several gateways, and while Redis is away. */
import type { Figure } from '../../../../harness/load/figures.ts';
import { createApiClient, type Person } from '../../../../harness/clients/client.ts';
import { openProcesses } from '../../../../harness/processes.ts';

export interface GuessOptions {
  gateways: number;
  /** How many passwords an account may have tried at it in all. */
  limit: number;
}

interface Guess {
  name: string;
  passwords: string[];
}

const guesses = 40;
const aliasesEach = 4;

export async function guessPasswords({ gateways, limit }: GuessOptions): Promise<Figure[]> {
  await using agora = await openProcesses({ env: { AGORA_LOGIN_ATTEMPTS: String(limit), AGORA_LOGIN_WINDOW_SECONDS: '900' } });
  const [, second] = await Promise.all([
    agora.start('users'),
    agora.start('users'),
    agora.start('posts', { role: 'api' }),
    agora.start('media', { role: 'api' }),
    agora.start('search', { role: 'api' }),
    agora.start('notifications', { role: 'api' }),
    agora.start('nodes'),
  ]);
  const urls: string[] = [];
  for (let i = 0; i < gateways; i++) {
    const { url } = await agora.start('gateway', i % 2 === 0 ? {} : { subgraphs: { users: second.url } });
    urls.push(url);
  }
  const client = createApiClient(urls[0] ?? '');
  const accepted = async (guess: Guess, turn: number): Promise<number> => await send(`${urls[turn % urls.length]}/graphql`, guess, turn);

  /**
   * Guesses at one account all at once.
   *
   * @returns How often the right password is accepted afterwards, by either name at any gateway.
   */
  const storm = async (): Promise<number> => {
    const person = await client.register();
    const names = namesOf(person);
    const wrong = Array.from({ length: guesses }, async (_, turn) => {
      const passwords = Array.from({ length: aliasesEach }, (_one, alias) => `wrong ${turn} ${alias}`);
      return await accepted({ name: names[turn % 2] ?? '', passwords }, turn);
    });
    await Promise.all(wrong);
    let taken = 0;
    for (let turn = 0; turn < urls.length * 2; turn++)
      taken += await accepted({ name: names[turn % 2] ?? '', passwords: [person.password] }, turn >> 1);
    return taken;
  };
  /**
   * Guesses one after the other, each at another gateway by another name.
   *
   * @returns Whether the right password is accepted afterwards.
   */
  const after = async (count: number): Promise<number> => {
    const person = await client.register();
    const names = namesOf(person);
    for (let turn = 0; turn < count; turn++) await accepted({ name: names[turn % 2] ?? '', passwords: [`wrong ${turn}`] }, turn);
    return await accepted({ name: names[count % 2] ?? '', passwords: [person.password] }, count);
  };
  const figures: Figure[] = [];
  const judge = async (when: string): Promise<void> => {
    figures.push(
      {
        what: `A11 ${when}: ${guesses * aliasesEach} guesses at once, right passwords taken after`,
        value: await storm(),
        unit: '',
        exactly: 0,
      },
      { what: `A11 ${when}: right password taken after ${limit - 1} wrong ones`, value: await after(limit - 1), unit: '', exactly: 1 },
      { what: `A11 ${when}: right password taken after ${limit} wrong ones`, value: await after(limit), unit: '', exactly: 0 },
    );
  };
  await judge(`${gateways} gateways`);
  await agora.stores.redis.kill();
  await judge('Redis away');
  return figures;
}

function namesOf({ username }: Person): [string, string] {
  return [username, `${username}@example.org`];
}

/** Sends guesses as aliases of one operation, under an address that it invents. @returns How many were taken. */
async function send(url: string, { name, passwords }: Guess, turn: number): Promise<number> {
  const fields = passwords.map(
    (_, index) => `p${index}: login(input: { usernameOrEmail: $name, password: $p${index} }) { tokens { accessToken } }`,
  );
  const declared = passwords.map((_, index) => `$p${index}: String!`);
  const query = `mutation ($name: String!, ${declared.join(', ')}) { ${fields.join(' ')} }`;
  const variables = { name, ...Object.fromEntries(passwords.map((password, index) => [`p${index}`, password])) };
  const address = `203.0.113.${turn}`;
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data } = (await response.json()) as { data?: Record<string, unknown> | null };
  return Object.values(data ?? {}).filter((one) => one !== null).length;
}
