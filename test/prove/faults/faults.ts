/**
 * Agora under faults and attacks, in separate processes on real stores: no acknowledged write is lost, and all is well
 * again in time.
 *
 * `npm run prove -- faults [row…]`: F1 F3 F4 F5 F6 F8[=minutes] A8 A11 A14; all but F8 by default.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createApiClient } from '../../harness/clients/client.ts';
import { describeMachine, type Figure, report } from '../../harness/load/figures.ts';
import { guessPasswords } from './parts/attackers/guess.ts';
import { killEach } from './parts/kill.ts';
import { last } from './parts/last.ts';
import { misbehave } from './parts/attackers/misbehave.ts';
import { breakMongodb } from './parts/mongodb.ts';
import { breakRedis } from './parts/redis.ts';
import { reuseToken } from './parts/attackers/reuse-token.ts';
import { stopEach } from './parts/stop.ts';
import { tellApart } from './parts/attackers/tell-apart.ts';
import { openWorld, type World } from './parts/world.ts';

const services = ['users', 'posts', 'media', 'search', 'nodes', 'gateway'] as const;

const inWorld = async (row: (world: World) => Promise<Figure[]>): Promise<Figure[]> => {
  await using world = await openWorld();
  return await row(world);
};

const rows: Record<string, (argument?: string) => Promise<Figure[]>> = {
  F1: async (rounds = '5') => await inWorld((world) => killEach(world, { rounds: Number(rounds), names: services, awayMs: 1_500 })),
  F3: async (rounds = '3') => await inWorld((world) => stopEach(world, { rounds: Number(rounds), names: services })),
  F4: async () => await inWorld((world) => breakRedis(world, { awayMs: 5_000 })),
  F5: async () => await inWorld((world) => breakMongodb(world, { awayMs: 10_000 })),
  F6: async (rounds = '4') => await inWorld((world) => misbehave(world, { phaseMs: 4_000, rounds: Number(rounds) })),
  F8: async (minutes = '6') => await last({ minutes: Number(minutes) }),
  A8: async () => await inWorld(async (world) => await reuseToken({ clients: await twoGateways(world), pass: delay })),
  A11: async () => await guessPasswords({ gateways: 5, limit: 10 }),
  A14: async (rounds = '200') => await tellApart({ rounds: Number(rounds) }),
};

/** Clients of two gateways, each with users of its own. */
async function twoGateways({ agora }: World): Promise<Client[]> {
  const users = await agora.start('users');
  const gateway = await agora.start('gateway', { subgraphs: { users: users.url } });
  return [agora, createApiClient(gateway.url)];
}

const wanted = process.argv.slice(2);
const chosen = (wanted.length > 0 ? wanted : Object.keys(rows).filter((name) => name !== 'F8')).map((text) => text.split('='));
for (const [name = '', argument] of chosen) {
  const row = rows[name.toUpperCase()];
  if (!row) throw new Error(`There is no row ${name}: ${Object.keys(rows).join(' ')}.`);
  console.log(`${name}: ${describeMachine()}`);
  try {
    report(await row(argument));
  } catch (error) {
    console.log(`✗ ${name}: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  }
}
