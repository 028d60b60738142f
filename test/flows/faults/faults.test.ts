/** The essence of `npm run prove -- faults`, each row once; how long things take is left to the proof. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Figure, isMissed } from '#test/harness/load/figures.ts';
import { killEach } from '../../prove/faults/parts/kill.ts';
import { breakMongodb } from '../../prove/faults/parts/mongodb.ts';
import { breakRedis } from '../../prove/faults/parts/redis.ts';
import { tellApart } from '../../prove/faults/parts/attackers/tell-apart.ts';
import { stopEach } from '../../prove/faults/parts/stop.ts';
import { openWorld, type World } from '../../prove/faults/parts/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ ownsMongodb: true });
});
afterAll(async () => await world[Symbol.asyncDispose]());

/** The figures that have an exact value and miss it. How busy the machine is does not affect those. */
function wrong(figures: readonly Figure[]): Figure[] {
  return figures.filter((figure) => figure.exactly !== undefined && isMissed(figure));
}

test('services are killed under load: nothing acknowledged is lost, nothing is there twice, the others go on', async () => {
  expect(wrong(await killEach(world, { rounds: 1, names: ['posts', 'gateway'], awayMs: 300 }))).toEqual([]);
}, 60_000);

test('services are told to end under load: what is under way ends well, sockets close with a code, no job is left behind', async () => {
  expect(wrong(await stopEach(world, { rounds: 1, names: ['posts', 'gateway'] }))).toEqual([]);
}, 60_000);

test('Redis stops, is killed and forgets: nothing exits, health says so, all is well again and rebuilt', async () => {
  expect(wrong(await breakRedis(world, { awayMs: 1_500 }))).toEqual([]);
}, 60_000);

test('MongoDB is gone: refusals have a type, nothing acknowledged is lost (needs a MongoDB of its own: no MONGODB_URI)', async ({
  skip,
}) => {
  if (!world.agora.stores.mongodb) skip('MONGODB_URI is not ours to end');
  expect(wrong(await breakMongodb(world, { awayMs: 2_000 }))).toEqual([]);
}, 60_000);

test('a refused login says the same whether or not there is an account', async () => {
  expect(wrong(await tellApart({ rounds: 6 }))).toEqual([]);
}, 60_000);
