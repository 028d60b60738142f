/** A8: one refresh token used many times at once, and an old one used again. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Person } from '../../../../harness/clients/client.ts';
import type { Figure } from '../../../../harness/load/figures.ts';
import { openSocket } from '../socket.ts';

export interface ReuseOptions {
  /** Several gateways take turns. */
  clients: readonly Client[];
  /** Lets so much time pass for the services. */
  pass: (ms: number) => Promise<void>;
}

const timesAtOnce = 20;
/** A retry of the same token is answered alike for so long. */
const retryMs = 10_000;
const endedWithinMs = 1_000;
const sessionEnded = 4403;
const refresh = 'mutation ($token: String!) { refreshTokens(refreshToken: $token) { tokens { accessToken refreshToken } } }';

type Tokens = Pick<Person, 'accessToken' | 'refreshToken'>;

export async function reuseToken({ clients, pass }: ReuseOptions): Promise<Figure[]> {
  const clientAt = (turn: number): Client => clients[turn % clients.length] as Client;
  const renew = async (token: string, turn = 0): Promise<Tokens | string> => {
    const { data, errors } = await clientAt(turn).ask(refresh, { token });
    return data?.refreshTokens?.tokens ?? errors[0]?.extensions.code ?? 'nothing';
  };
  const person = await clientAt(0).register();
  const sockets = [await openSocket(clientAt(0).url, person), await openSocket(clientAt(1).url, person)];

  const atOnce = await Promise.all(Array.from({ length: timesAtOnce }, async (_, turn) => await renew(person.refreshToken, turn)));
  const given = atOnce.filter((answer) => typeof answer !== 'string');
  const successors = new Set(given.map(({ refreshToken }) => refreshToken));
  const [successor = ''] = successors;
  const next = await renew(successor);
  if (typeof next === 'string') throw new Error(`The successor is refused with ${next}.`);
  const closedTooSoon = sockets.filter((socket) => socket.code() !== null).length;

  await pass(retryMs + 500);
  const reusedAtMs = performance.now();
  const reused = await renew(person.refreshToken, 1);
  while (sockets.some((socket) => socket.code() === null) && performance.now() - reusedAtMs < endedWithinMs * 5) await delay(10);
  const closedAfterMs = performance.now() - reusedAtMs;
  const afterwards = await renew(next.refreshToken);
  const asked = await Promise.all(clients.map(async (client) => await client.ask('{ me { user { id } } }', {}, next)));
  for (const socket of sockets) socket.close();
  return [
    { what: `A8: one refresh token ${timesAtOnce} times at once, answered`, value: given.length, unit: '' },
    { what: 'A8: different successors', value: successors.size, unit: '', exactly: 1 },
    { what: 'A8: subscriptions closed by that', value: closedTooSoon, unit: '', exactly: 0 },
    { what: 'A8: tokens given for the old one later', value: typeof reused === 'string' ? 0 : 1, unit: '', exactly: 0 },
    { what: 'A8: tokens given for the newest one afterwards', value: typeof afterwards === 'string' ? 0 : 1, unit: '', exactly: 0 },
    {
      what: 'A8: gateways that still know the access token',
      value: asked.filter(({ data }) => data?.me != null).length,
      unit: '',
      exactly: 0,
    },
    {
      what: 'A8: subscriptions not closed with 4403',
      value: sockets.filter((socket) => socket.code() !== sessionEnded).length,
      unit: '',
      exactly: 0,
    },
    { what: 'A8: reused → subscriptions closed', value: closedAfterMs, unit: 'ms', below: endedWithinMs },
  ];
}
