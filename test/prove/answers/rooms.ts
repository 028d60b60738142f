/**
 * Random histories of rooms, whose services are killed and whose Redis is flushed meanwhile.
 *
 * `npm run prove -- rooms [histories] [first seed]`. Six people act in two rooms at random; each drops out and comes back. What they know then
 * equals a fresh page and the model.
 */
import { Redis } from 'ioredis';
import { makePeople } from '../../harness/clients/people.ts';
import { repeatableChance } from '../../harness/generate/repeatable-chance.ts';
import { startServices } from '../../harness/processes.ts';
import { runRoomsHistory } from '../../harness/rooms/history.ts';

const [histories = 20, firstSeed = Math.floor(Math.random() * 1e9)] = process.argv.slice(2).map(Number);
const steps = 60;
const peopleCount = 6;

await using agora = await startServices(['users', 'rooms']);
// Two workers: when one is killed the other takes over.
const second = await agora.start('rooms', { role: 'worker' });
const stores = await agora.open();
const redis = new Redis(agora.stores.redis.url);
let [acts, heard, differ, disturbances] = [0, 0, 0, 0];
for (let index = 0; index < histories; index += 1) {
  const seed = firstSeed + index;
  const chance = repeatableChance(seed ^ 0x5eed);
  let restarting = Promise.resolve();
  try {
    const people = await makePeople(stores.users, peopleCount);
    await stores.drain();
    const figures = await runRoomsHistory({
      client: agora,
      people,
      seed,
      steps,
      drain: async () => {
        await restarting;
        await stores.drain();
      },
      beforeStep: async () => {
        const dice = chance();
        if (dice > 0.06) return;
        disturbances += 1;
        if (dice < 0.02) return void (await redis.flushall());
        const victim = dice < 0.04 ? agora.rooms : second;
        await restarting;
        await victim.kill();
        restarting = victim.restart();
      },
    });
    acts += figures.acts;
    heard += figures.heard;
  } catch (error) {
    differ += 1;
    console.log(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await restarting;
}
redis.disconnect();
console.log(
  `${histories} histories from seed ${firstSeed} on, ${acts} acts, ${heard} events, ${disturbances} disturbances: ${differ} differ`,
);
if (differ > 0) process.exitCode = 1;
