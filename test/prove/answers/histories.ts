/**
 * Histories of ten people, compared with an obvious model, on two processes of each service. One is killed in every
 * fifth history. Every tenth history comes to rest after each act, so that the model says exactly which viewer hears of
 * which change.
 *
 * `npm run prove -- histories [count] [first seed] [acts of each]`.
 */
import type { Client, Person } from '../../harness/clients/client.ts';
import { describeMachine, report } from '../../harness/load/figures.ts';
import { runChanges } from '../../harness/histories/changes.ts';
import { type HistoryFigures, runHistory } from '../../harness/histories/run.ts';
import { scriptOf } from '../../harness/histories/script.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { openProcesses, type ServiceProcess } from '../../harness/processes.ts';
import { createApiClient } from '../../harness/clients/client.ts';

const historyCount = Number(process.argv[2] ?? 1_000);
const firstSeed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
const length = Number(process.argv[4] ?? 40);
const peopleCount = 10;
const killEvery = 5;
const hearEvery = 10;
/** How long after a process is back what it did may still be taken over. */
const takeOverMs = 5_000;
const sayEvery = 25;

await using agora = await openProcesses({ env: { AGORA_PUSH_FOLLOWERS_MAX: '3', AGORA_FEED_LENGTH: '5' } });
const services = [
  await agora.start('users'),
  await agora.start('posts'),
  await agora.start('nodes'),
  await agora.start('media'),
  await agora.start('search'),
  await agora.start('notifications'),
  await agora.start('users'),
  await agora.start('posts'),
];
const [, , , , , users, posts] = services.map(({ url }) => url);
const gateways = [await agora.start('gateway'), await agora.start('gateway', { subgraphs: { users: users ?? '', posts: posts ?? '' } })];
const killable = [...services, ...gateways];
const stores = await agora.open();
const clients = gateways.map(({ url }) => createApiClient(url));
let turn = 0;
const next = (): Client => clients[turn++ % clients.length] as Client;
/** Requests alternate between the gateways, each of which asks its own users and posts. */
const client: Client = { ...next(), ask: async (...args) => await next().ask(...args), subscribe: (...args) => next().subscribe(...args) };

console.log(`${describeMachine()}\nseeds ${firstSeed} to ${firstSeed + historyCount - 1}`);
const totals: HistoryFigures = { acts: 0, readings: 0, liveEvents: 0 };
const failed: number[] = [];
let kills = 0;
const changes = { acts: 0, heard: 0 };
let disturbedUntilMs = 0;
let recovering: Promise<void> = Promise.resolve();

/** Kills a process and brings it back. */
async function recover(victim: ServiceProcess | undefined): Promise<void> {
  await victim?.kill();
  await victim?.restart();
  disturbedUntilMs = performance.now() + takeOverMs;
}

for (let index = 0; index < historyCount; index++) {
  const seed = firstSeed + index;
  const isKilling = index % killEvery === killEvery - 1;
  const beforeStep = async (step: number): Promise<void> => {
    if (!isKilling || step !== Math.floor(length / 2)) return;
    await stores.drain();
    const victim = killable[kills % killable.length];
    kills += 1;
    disturbedUntilMs = Infinity;
    recovering = recover(victim);
  };
  try {
    if (index % hearEvery === 0) {
      const [beacon, ...people] = (await makePeople(stores.users, peopleCount + 1)) as [Person, ...Person[]];
      const steps = scriptOf(seed, { peopleCount, length });
      const { acts, heard } = await runChanges({
        client,
        posts: stores.posts,
        people,
        beacon,
        steps,
        drain: async () => await stores.drain(60_000),
      });
      changes.acts += acts;
      changes.heard += heard;
      continue;
    }
    const figures = await runHistory({
      client,
      posts: stores.posts,
      people: await makePeople(stores.users, peopleCount),
      steps: scriptOf(seed, { peopleCount, length }),
      seed,
      graceMs: 1_000,
      drain: async () => await stores.drain(60_000),
      beforeStep,
      isDisturbed: () => performance.now() < disturbedUntilMs,
    });
    for (const key of ['acts', 'readings', 'liveEvents'] as const) totals[key] += figures[key];
  } catch (error) {
    failed.push(seed);
    console.log(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await recovering;
  if ((index + 1) % sayEvery === 0) console.log(`${index + 1} histories, ${failed.length} failed, ${kills} kills, ${describeMachine()}`);
}

report([
  { what: 'histories', value: historyCount, unit: '' },
  { what: 'acts in them', value: totals.acts, unit: '' },
  { what: 'readings on the way', value: totals.readings, unit: '' },
  { what: 'live events', value: totals.liveEvents, unit: '' },
  { what: 'acts of which it is known who hears', value: changes.acts, unit: '' },
  { what: 'changes heard', value: changes.heard, unit: '' },
  { what: 'processes killed', value: kills, unit: '' },
  { what: 'histories that differ from the model', value: failed.length, unit: '', exactly: 0 },
]);
if (failed.length > 0) console.log(`Again: npm run prove -- histories 1 ${failed[0]} ${length}`);
