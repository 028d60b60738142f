/**
 * A history that comes to rest after each step, so that the model says exactly which viewer hears of which change. Each
 * viewer follows all posts over sockets and hears of the changes that they may see, once, in order, and of no others.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { PostsDeps } from '../../../subgraphs/posts/deps.ts';
import type { Client, Person } from '../clients/client.ts';
import { askUntilAnswered, perform } from './acts.ts';
import { changesHeard, changesOf } from './expected-changes.ts';
import { copyModel, createModel } from './model.ts';
import type { Step } from './script.ts';

const subscription = 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { kind postId post { id } } }';
const withinMs = 30_000;
const tryAgainLaterCode = 1013;
const retryMs = 100;
/** How many new posts are followed with one subscription. */
const postsEach = 6;

export interface ChangesHistory {
  client: Client;
  posts: PostsDeps;
  people: Person[];
  /**
   * An account outside of the history. Its posts show that a subscription has begun, and that all earlier events have
   * arrived.
   */
  beacon: Person;
  steps: Step[];
  /** Waits until nothing is on its way any more. */
  drain: () => Promise<void>;
}

interface Watch {
  viewer: number;
  postIds: Set<string>;
  heard: string[];
  counts: Map<string, number>;
  failure: Error | null;
}

/** @returns The number of acts and of changes heard. @throws Error with what a viewer heard and should have heard. */
export async function runChanges(history: ChangesHistory): Promise<{ acts: number; heard: number }> {
  const { client, posts, people, beacon, steps, drain } = history;
  const model = createModel();
  const watches: Watch[] = [];
  const ending = new AbortController();
  const following: Promise<void>[] = [];
  const [begun, passed] = [await publishBeacon(client, beacon), await publishBeacon(client, beacon)];
  const unwatched = new Set<string>();
  let [acts, heard] = [0, 0];

  const begin = async (): Promise<void> => {
    const postIds = new Set(unwatched);
    unwatched.clear();
    const fresh = people.map((_person, viewer): Watch => ({ viewer, postIds, heard: [], counts: new Map(), failure: null }));
    for (const watch of fresh) {
      const as = people[watch.viewer] as Person;
      following.push(follow(client, watch, { as, ids: [...postIds, begun, passed], signal: ending.signal }));
    }
    watches.push(...fresh);
    await shineUntil(client, beacon, begun, () => fresh.every(({ counts }) => counts.has(begun)), fresh);
  };
  let turns = 0;
  /** Waits until every listener has heard of all that happened. */
  const settle = async (): Promise<void> => {
    await drain();
    turns += 1;
    const counted = watches.map(({ counts }) => (counts.get(passed) ?? 0) + 1);
    await shine(client, beacon, passed, turns % 2 === 1);
    await until(watches, () => watches.every(({ counts }, index) => (counts.get(passed) ?? 0) >= (counted[index] ?? 0)));
  };

  try {
    await drain();
    for (const step of steps) {
      if (unwatched.size >= postsEach) await begin();
      const before = copyModel(model);
      if (await perform({ ask: client.ask, posts, people, model }, step)) acts += 1;
      for (const id of model.posts.keys()) if (!before.posts.has(id)) unwatched.add(id);
      await settle();
      const changes = changesOf(before, model);
      for (const { viewer, postIds, heard: told } of watches) {
        const now = told.splice(0).toSorted();
        const expected = changesHeard(
          changes.filter(({ post }) => postIds.has(post.id)),
          { before, after: model, viewer },
        );
        deepStrictEqual({ step, viewer, told: now }, { step, viewer, told: expected.toSorted() });
        heard += now.length;
      }
    }
    return { acts, heard };
  } finally {
    ending.abort();
    await Promise.all(following);
  }
}

/** Notes what one subscription tells, until it is ended. */
async function follow(
  client: Client,
  watch: Watch,
  { as, ids, signal }: { as: Person; ids: string[]; signal: AbortSignal },
): Promise<void> {
  try {
    for await (const { data, errors } of client.subscribe(subscription, { ids }, as, signal)) {
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      const { kind, postId, post } = data.postChanged;
      watch.counts.set(postId, (watch.counts.get(postId) ?? 0) + 1);
      if (watch.postIds.has(postId)) watch.heard.push(`${kind} ${postId}${post ? '' : ' gone'}`);
    }
    if (!signal.aborted) throw new Error('The subscription has ended.');
  } catch (error) {
    // Nothing can have been missed before the first event.
    if (watch.counts.size === 0 && (error as { code?: number }).code === tryAgainLaterCode) {
      await delay(retryMs);
      return await follow(client, watch, { as, ids, signal });
    }
    watch.failure = new Error(`Person ${watch.viewer} follows no longer: ${inspect(error)}`, { cause: error });
  }
}

async function publishBeacon({ ask }: Client, beacon: Person): Promise<string> {
  const { data, errors } = await askUntilAnswered(ask, 'mutation { createPost(input: { text: "beacon" }) { id } }', {}, beacon);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.createPost.id;
}

async function shine({ ask }: Client, beacon: Person, id: string, isLiked: boolean): Promise<void> {
  const mutation = `mutation ($id: ID!) { ${isLiked ? 'likePost' : 'unlikePost'}(id: $id) { id } }`;
  const { errors } = await askUntilAnswered(ask, mutation, { id }, beacon);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

async function shineUntil(client: Client, beacon: Person, id: string, isSeen: () => boolean, watches: Watch[]): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let turn = 0; !isSeen(); turn++) {
    await shine(client, beacon, id, turn % 2 === 0);
    await until(watches, isSeen, Math.min(deadline, performance.now() + 250)).catch((error: unknown) => {
      if (performance.now() > deadline) throw error;
    });
  }
  // Events that are left would count for the next step.
  await shine(client, beacon, id, false);
}

async function until(watches: Watch[], isSo: () => boolean, deadline = performance.now() + withinMs): Promise<void> {
  while (!isSo()) {
    for (const { failure } of watches) if (failure) throw failure;
    if (performance.now() > deadline) throw new Error(`Not told within ${withinMs} ms.`);
    await delay(5);
  }
}
