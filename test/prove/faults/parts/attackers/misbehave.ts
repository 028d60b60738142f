/** F6: a subgraph hangs, refuses, or answers garbage; the others' answers come as before. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createApiClient, type Person } from '../../../../harness/clients/client.ts';
import { type Figure, percentile } from '../../../../harness/load/figures.ts';
import { type Behaviour, startProxy } from '../proxy.ts';
import type { World } from '../world.ts';

export interface MisbehaveOptions {
  /** How long each way of misbehaving is watched, and each time between, in each round. */
  phaseMs: number;
  rounds: number;
}

const mixedQuery = '{ me { user { username } } feed(first: 5) { nodes { id author { username } } liveCursor } }';
const unrelatedQuery = '{ me { user { username } sessions { id } } }';
const faults: readonly Behaviour[] = ['hangs', 'refuses', 'answers HTML', 'answers half of it'];
const unrelatedAtOnce = 2;
/** Each half second as many ask for what the subgraph gives, too. */
const mixedAtOnce = 5;
const mixedEveryMs = 500;
const answeredWithinMs = 5_000;

interface Phase {
  unrelated: number[];
  mixed: number[];
  wrong: number;
}

export async function misbehave({ agora, cast: { authors } }: World, { phaseMs, rounds }: MisbehaveOptions): Promise<Figure[]> {
  const [person] = authors;
  if (!person) throw new Error('Somebody has to ask.');
  await using proxy = await startProxy(agora.posts.url);
  const gateway = await agora.start('gateway', { subgraphs: { posts: proxy.url } });
  const client = createApiClient(gateway.url);
  const watch = async (behaviour: Behaviour): Promise<Phase> => {
    proxy.behave(behaviour);
    return await watchAnswers(client, person, phaseMs, behaviour === 'well');
  };
  const before: Phase[] = [];
  const during = new Map<Behaviour, Phase[]>(faults.map((fault) => [fault, []]));
  // Compiling and planning for the first time is no effect of the fault.
  await watch('well');
  // The cases take turns, so that other load on the machine affects all alike.
  for (let round = 0; round < rounds; round++) {
    for (const [fault, phases] of during) {
      before.push(await watch('well'));
      phases.push(await watch(fault));
    }
  }
  const well = merge(before);
  const p99 = percentile(well.unrelated, 0.99);
  const figures: Figure[] = [
    { what: 'F6: wrong answers while all is well', value: well.wrong, unit: '', exactly: 0 },
    { what: `F6: unrelated queries while all is well, p99 of ${well.unrelated.length}`, value: p99, unit: 'ms' },
    { what: 'F6: of these, p99 of single phases differs by', value: spread(before), unit: '%' },
  ];
  for (const [name, phases] of during) {
    const { unrelated, mixed, wrong } = merge(phases);
    figures.push(
      {
        what: `F6 ${name}: answers without the rest, or without SUBGRAPH_UNAVAILABLE, of ${mixed.length}`,
        value: wrong,
        unit: '',
        exactly: 0,
      },
      { what: `F6 ${name}: slowest answer`, value: Math.max(...mixed), unit: 'ms', below: answeredWithinMs },
      {
        what: `F6 ${name}: p99 of ${unrelated.length} unrelated queries grows by`,
        value: (percentile(unrelated, 0.99) / p99 - 1) * 100,
        unit: '%',
        below: 20,
      },
    );
  }
  return figures;
}

function merge(phases: readonly Phase[]): Phase {
  return {
    unrelated: phases.flatMap(({ unrelated }) => unrelated),
    mixed: phases.flatMap(({ mixed }) => mixed),
    wrong: phases.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

/** How far the machine itself moves the p99. */
function spread(phases: readonly Phase[]): number {
  const values = phases.map(({ unrelated }) => percentile(unrelated, 0.99));
  return (Math.max(...values) / Math.min(...values) - 1) * 100;
}

async function watchAnswers(client: Client, person: Person, forMs: number, isThere: boolean): Promise<Phase> {
  const phase: Phase = { unrelated: [], mixed: [], wrong: 0 };
  const untilMs = performance.now() + forMs;
  const askUnrelated = async (): Promise<void> => {
    while (performance.now() < untilMs) {
      const sentAtMs = performance.now();
      const { data, errors } = await client.ask(unrelatedQuery, {}, person);
      if (errors.length > 0 || !data.me) throw new Error(`What has nothing to do with it fails: ${JSON.stringify(errors)}`);
      phase.unrelated.push(performance.now() - sentAtMs);
    }
  };
  const askMixed = async (): Promise<void> => {
    const sentAtMs = performance.now();
    const { data, errors } = await client.ask(mixedQuery, {}, person);
    phase.mixed.push(performance.now() - sentAtMs);
    const isTold = errors.length === 1 && errors[0]?.extensions.code === 'SUBGRAPH_UNAVAILABLE' && data?.feed === null;
    if (data?.me?.user.username === person.username && (isThere ? errors.length === 0 && data.feed !== null : isTold)) return;
    phase.wrong += 1;
    console.log(`F6: ${JSON.stringify({ data, errors })}`);
  };
  const mixed: Promise<void>[] = [];
  const unrelated = Array.from({ length: unrelatedAtOnce }, askUnrelated);
  while (performance.now() < untilMs) {
    for (let i = 0; i < mixedAtOnce; i++) mixed.push(askMixed());
    await delay(mixedEveryMs);
  }
  await Promise.all([...unrelated, ...mixed]);
  return phase;
}
