/** One history in which commands of the database fail at random, and the judgement when none fails any more. */
import { deepStrictEqual } from 'node:assert/strict';
import type { Deps } from '#lib/core/deps.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import type { Client, Person } from '../clients/client.ts';
import { makePeople } from '../clients/people.ts';
import { quarters } from '../files/media-files.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { askUntilAnswered, perform } from '../histories/acts.ts';
import { compareAll } from '../histories/compare.ts';
import { followLive } from '../histories/live.ts';
import { createModel } from '../histories/model.ts';
import { scriptOf } from '../histories/script.ts';
import { becomeFamous, follow, judgeFame, judgeLive, register, type Stars } from './star.ts';
import type { FailingWorld } from './world.ts';

/** Nothing may be on its way for longer once nothing fails any more, and no request may wait for longer. */
export const stuckAfterMs = 15_000;
const peopleCount = 4;
const scriptLength = 14;
const fanCount = 3;

export interface FailingHistory {
  acts: number;
  /** Commands of the database that failed. */
  struck: number;
  /** From the last failure until all was done. */
  settledMs: number;
  slowestRequestMs: number;
  /** Answers that did not say that the store is away, but that something went wrong. */
  masked: string[];
}

/** @throws Error saying what was lost, doubled or stuck. */
export async function runFailingHistory({ agora, failures, stores, drain }: FailingWorld, seed: number): Promise<FailingHistory> {
  const chance = repeatableChance(seed);
  const { client, slowestMs, masked } = watched(agora);
  const people = await makePeople(stores.users, peopleCount + fanCount + 1);
  const [star, ...others] = people as [Person, ...Person[]];
  const fans = others.slice(0, fanCount);
  const cast = others.slice(fanCount);
  const stars: Stars = { client, star, fans, word: wordOf(seed, star), image: await quarters(24, 16).png().toBuffer() };
  await drain(stuckAfterMs);
  const struckBefore = failures.struck();
  let failing = failures.start(chance);
  const newcomer = `new_${star.username}`;
  const model = createModel();
  const everyId = new Set<string>();
  let acts = 0;
  const actByScript = async (): Promise<void> => {
    // The end of privacy lets in by a job those who wait: what happens before that is done may come before or after it.
    for (const step of scriptOf(seed, { peopleCount, length: scriptLength }).filter(({ what }) => what !== 'public')) {
      if (await perform({ ask: client.ask, posts: stores.posts, people: cast, model }, step)) acts += 1;
      for (const id of model.posts.keys()) everyId.add(id);
    }
  };
  /** Ends the failures. @returns How long what was on its way then took to end. */
  const settle = async (): Promise<number> => {
    await failing.stop();
    const stoppedAtMs = performance.now();
    await drain(stuckAfterMs);
    return performance.now() - stoppedAtMs;
  };
  try {
    await Promise.all([register(client, newcomer), follow(stars)]);
    const followedMs = await settle();
    failing = failures.start(chance);
    const { data } = await askUntilAnswered(client.ask, '{ feed(first: 1) { liveCursor } }', {}, fans[0]);
    await using live = await followed(client, fans[0] as Person, data.feed.liveCursor);
    const [fame] = await Promise.all([becomeFamous(stars), actByScript()]);
    const settledMs = Math.max(followedMs, await settle());
    await judgeFame(stars, fame);
    await judgeLive(live, fame, stuckAfterMs);
    await compareAll({ ask: client.ask, people: cast, model, everyId: [...everyId], pageSize: 3 + (seed % 5) });
    await judgeNewcomer(client, newcomer);
    await judgeWork(Object.values(stores));
    const struck = failures.struck() - struckBefore;
    return { acts: acts + 4 * fanCount + 4, struck, settledMs, slowestRequestMs: slowestMs(), masked };
  } finally {
    await failing.stop();
  }
}

async function followed(client: Client, person: Person, cursor: string): Promise<Awaited<ReturnType<typeof followLive>> & AsyncDisposable> {
  const live = await followLive(client, person, cursor);
  return { ...live, [Symbol.asyncDispose]: live.stop };
}

/** The client, with the time of its slowest request and the answers that tell of an unexpected error. */
function watched(client: Client): { client: Client; slowestMs: () => number; masked: string[] } {
  let slowestMs = 0;
  const masked: string[] = [];
  const ask: Client['ask'] = async (query, variables, as) => {
    const sentAtMs = performance.now();
    try {
      const answer = await client.ask(query, variables, as);
      for (const { extensions, path = [] } of answer.errors)
        if (extensions.code === 'INTERNAL_SERVER_ERROR') masked.push(`${path.join('.')} ${extensions.requestId}`);
      return answer;
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - sentAtMs);
    }
  };
  return { client: { ...client, ask }, slowestMs: () => slowestMs, masked };
}

/** A word of letters that belongs to one history. */
function wordOf(seed: number, { username }: Person): string {
  return [...`${seed}`, ...username.replace(/\D/g, '')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('');
}

async function judgeNewcomer({ ask }: Client, username: string): Promise<void> {
  const { data } = await askUntilAnswered(ask, 'query ($name: String!) { user(username: $name) { username } }', { name: username });
  deepStrictEqual(data, { user: { username } });
}

/** No job was given up, and no event put aside. */
async function judgeWork(all: readonly Deps[]): Promise<void> {
  for (const { connection } of all) {
    const failed = await jobRecords(connection).find({ state: 'failed' }).lean();
    if (failed.length > 0) throw new Error(`Given up: ${failed.map(({ _id, reason }) => `${_id} (${reason})`).join()}`);
    deepStrictEqual({ parked: await checkpointModels(connection).parked.countDocuments() }, { parked: 0 });
  }
}
