/** The latency of an honest client while one address spends all of its budget. */
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../../../harness/load/figures.ts';

const askEveryMs = 100;
const honest = JSON.stringify({ query: '{ user(username: "crowd_1") { id username displayName followerCount } }' });

/** Posts an operation from an address of this machine; how long it took and what it was answered with. */
async function post(url: URL, body: string, localAddress: string, token?: string): Promise<{ tookMs: number; status: number }> {
  const begunMs = performance.now();
  return await new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const sent = request(url, { method: 'POST', localAddress, headers }, (response) => {
      response.resume();
      response.on('close', () => resolve({ tookMs: performance.now() - begunMs, status: response.statusCode ?? 0 }));
    });
    sent.on('error', () => resolve({ tookMs: performance.now() - begunMs, status: 0 }));
    sent.end(body);
  });
}

export interface Noticed {
  idleP95Ms: number;
  attackedP95Ms: number;
  /** How many of the attacker's operations were answered, and refused for its budget. */
  answered: number;
  refused: number;
}

/**
 * Asks `user()` ten times a second from one address, first by itself, then while another address sends the most
 * expensive operations as fast as it can.
 *
 * @param dearest - Operations that 16 connections send in turn.
 */
export async function watchBystander(gatewayUrl: string, dearest: readonly string[], seconds: number): Promise<Noticed> {
  const url = new URL('/graphql', gatewayUrl.replace('localhost', '127.0.0.1'));
  const ask = async (untilMs: number): Promise<number[]> => {
    const times: number[] = [];
    while (performance.now() < untilMs) {
      times.push((await post(url, honest, '127.0.0.1')).tookMs);
      await delay(askEveryMs);
    }
    return times;
  };
  await ask(performance.now() + 3_000);
  const idle = await ask(performance.now() + (seconds * 1_000) / 3);
  const untilMs = performance.now() + seconds * 1_000;
  let answered = 0;
  let refused = 0;
  const attack = async (turn: number): Promise<void> => {
    for (let sent = turn; performance.now() < untilMs; sent += 1) {
      const { status } = await post(url, JSON.stringify({ query: dearest[sent % dearest.length] }), '127.0.0.2');
      if (status === 429) {
        refused += 1;
        await delay(20);
      } else answered += 1;
    }
  };
  const attacks = Array.from({ length: 16 }, async (_, turn) => await attack(turn));
  const attacked = await ask(untilMs);
  await Promise.all(attacks);
  return { idleP95Ms: percentile(idle, 0.95), attackedP95Ms: percentile(attacked, 0.95), answered, refused };
}
