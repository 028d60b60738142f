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

test('killed services lose no acknowledged write and repeat none, and the others go on', async () => {
  expect(wrong(await killEach(world, { rounds: 1, names: ['posts', 'gateway'], awayMs: 300 }))).toEqual([]);
}, 60_000);

test('stopped services finish their requests, close sockets with a code and leave no job behind', async () => {
  expect(wrong(await stopEach(world, { rounds: 1, names: ['posts', 'gateway'] }))).toEqual([]);
}, 60_000);

test('Redis pauses, dies and comes back empty: no service exits, health shows it, and all is rebuilt', async () => {
  expect(wrong(await breakRedis(world, { awayMs: 1_500 }))).toEqual([]);
}, 60_000);

test('MongoDB dies: refusals are typed, and no acknowledged write is lost (needs a MongoDB of its own: no MONGODB_URI)', async ({
  skip,
}) => {
  if (!world.agora.stores.mongodb) skip('MONGODB_URI is not ours to end');
  expect(wrong(await breakMongodb(world, { awayMs: 2_000 }))).toEqual([]);
}, 60_000);

test('a refused login is the same with and without an account', async () => {
  expect(wrong(await tellApart({ rounds: 6 }))).toEqual([]);
}, 60_000);
