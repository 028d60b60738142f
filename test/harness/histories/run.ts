/**
 * One history: people act as a script says while others read. In the end everything equals the model. Meanwhile no
 * viewer sees more than the model allows, later than a second after a change; and what comes live is what the feed has.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { PostsDeps } from '../../../subgraphs/posts/deps.ts';
import type { Client, Person } from '../clients/client.ts';
import { askUntilAnswered, perform } from './acts.ts';
import { compareAll } from './compare.ts';
import { type LiveFeed, followLive } from './live.ts';
import { createModel, isInFeed, isVisible, type Model, type ModelPost } from './model.ts';
import type { Step } from './script.ts';
import { createTimeline, type Timeline } from './timeline.ts';

const readEveryMs = 100;
const liveWithinMs = 20_000;

export interface History {
  client: Client;
  posts: PostsDeps;
  people: Person[];
  steps: Step[];
  /** Chooses the viewer and page size of each reading. */
  seed: number;
  /**
   * The time until a change shows everywhere. A post is due live where the relation was there for twice that before.
   */
  graceMs: number;
  /** Waits until nothing is on its way any more. */
  drain: () => Promise<void>;
  /** Called before each step: where something is disturbed, once all has settled. */
  beforeStep?: (index: number) => Promise<void>;
  /** Whether something is: seconds are not counted meanwhile. */
  isDisturbed?: () => boolean;
}

export interface HistoryFigures {
  acts: number;
  readings: number;
  liveEvents: number;
}

interface Reading {
  viewer: number;
  fromMs: number;
  untilMs: number;
  feed: string[];
  posts: string[];
}

/** @throws Error saying what differs from the model. */
export async function runHistory(history: History): Promise<HistoryFigures> {
  const { client, posts, people, steps, graceMs, drain, beforeStep = async () => undefined, isDisturbed = () => false } = history;
  const model = createModel();
  const timeline = createTimeline(model);
  const everyPost = new Map<string, ModelPost>();
  const createdMs = new Map<string, number>();
  await drain();
  const live = await Promise.all(people.map(async (person) => await followLive(client, person, await cursorOfNow(client, person))));
  const reader = startReading(history, () => [...everyPost.keys()], isDisturbed);
  let acts = 0;
  let disturbedMs: number | null = null;
  try {
    for (const [index, step] of steps.entries()) {
      await beforeStep(index);
      const fromMs = performance.now();
      if (await perform({ ask: client.ask, posts, people, model }, step)) acts += 1;
      // Those who wait are let in by a job: what happens before it is done may come before or after it.
      if (step.what === 'public') await drain();
      if (isDisturbed()) disturbedMs ??= fromMs;
      for (const [id, post] of model.posts) {
        if (everyPost.has(id)) continue;
        everyPost.set(id, post);
        createdMs.set(id, fromMs);
      }
      timeline.add(model, { fromMs, untilMs: performance.now() });
    }
    await drain();
    const readings = await reader.stop();
    const everyId = [...everyPost.keys()];
    await compareAll({ ask: client.ask, people, model, everyId, pageSize: 3 + (history.seed % 8) });
    checkReadings(readings, { timeline, everyPost, graceMs });
    await awaitLive({ live, timeline, model, createdMs, disturbedMs, settledMs: 2 * graceMs });
    checkLive(live, timeline, everyPost, disturbedMs === null ? graceMs : Infinity);
    return { acts, readings: readings.length, liveEvents: live.reduce((sum, { events }) => sum + events.length, 0) };
  } finally {
    await reader.stop();
    await Promise.all(live.map(async ({ stop }) => await stop()));
  }
}

async function cursorOfNow({ ask }: Client, person: Person): Promise<string> {
  return (await askUntilAnswered(ask, '{ feed(first: 1) { liveCursor } }', {}, person)).data.feed.liveCursor;
}

const readQuery = 'query ($ids: [ID!]!) { feed(first: 50) { nodes { id } } nodes(ids: $ids) { id } }';

/** Reads as one after another, until stopped. What is read while things are disturbed is not kept. */
function startReading(
  { client, people, seed }: History,
  everyId: () => string[],
  isDisturbed: () => boolean,
): { stop: () => Promise<Reading[]> } {
  const readings: Reading[] = [];
  const stopping = new AbortController();
  const reading = (async () => {
    for (let turn = seed; !stopping.signal.aborted; turn += 7) {
      const viewer = turn % people.length;
      const fromMs = performance.now();
      const wasDisturbed = isDisturbed();
      const answer = await client.ask(readQuery, { ids: everyId() }, people[viewer]).catch(() => null);
      const { data } = answer ?? {};
      if (data?.feed && !wasDisturbed && !isDisturbed()) {
        const ids = (nodes: ({ id: string } | null)[]): string[] => nodes.flatMap((node) => node?.id ?? []);
        readings.push({ viewer, fromMs, untilMs: performance.now(), feed: ids(data.feed.nodes), posts: ids(data.nodes) });
      }
      await delay(readEveryMs);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await reading;
      return readings;
    },
  };
}

/**
 * Whether one of these states had the post and allowed it. A new post is judged by the relations just before it too.
 */
function wasAllowed(states: Model[], rule: typeof isVisible, viewer: number, id: string): boolean {
  const copies = states.flatMap(({ posts }) => posts.get(id) ?? []);
  return states.some((state) => copies.some((post) => rule(state, viewer, post)));
}

interface Judged {
  timeline: Timeline;
  everyPost: Map<string, ModelPost>;
  graceMs: number;
}

function checkReadings(readings: Reading[], { timeline, everyPost, graceMs }: Judged): void {
  for (const { viewer, fromMs, untilMs, feed, posts } of readings) {
    const states = timeline.statesDuring(fromMs, untilMs, graceMs);
    const leak =
      feed.find((id) => !wasAllowed(states, isInFeed, viewer, id)) ?? posts.find((id) => !wasAllowed(states, isVisible, viewer, id));
    if (leak !== undefined)
      throw new Error(
        `Person ${viewer} saw ${leak} ${JSON.stringify(everyPost.get(leak))} at ${fromMs} to ${untilMs}, later than ${graceMs} ms after that was allowed.`,
      );
    if (new Set(feed).size < feed.length) throw new Error(`Person ${viewer} saw a post twice on a page: ${feed.join()}`);
  }
}

interface Awaited {
  live: LiveFeed[];
  timeline: Timeline;
  model: Model;
  createdMs: Map<string, number>;
  /** When things were first disturbed: what happened from then on may have come late to where it is asked. */
  disturbedMs: number | null;
  settledMs: number;
}

/**
 * Waits for every post that is due live: its viewer had it in the feed in all states from some time before it until the
 * end.
 */
async function awaitLive({ live, timeline, model, createdMs, disturbedMs, settledMs }: Awaited): Promise<void> {
  const deadline = performance.now() + liveWithinMs;
  for (const [viewer, { events }] of live.entries()) {
    const due = [...model.posts.values()].filter((post) => {
      const sinceMs = Math.min((createdMs.get(post.id) ?? 0) - settledMs, disturbedMs ?? Infinity);
      const states = timeline.statesDuring(sinceMs, Infinity, 0);
      // The post as published, in states from before that.
      const first = states.find(({ posts }) => posts.has(post.id))?.posts.get(post.id) ?? post;
      return states.every((state) => isInFeed(state, viewer, state.posts.get(post.id) ?? first));
    });
    for (;;) {
      const come = new Set(events.map(({ postId }) => postId));
      const missing = due.filter(({ id }) => !come.has(id));
      if (missing.length === 0) break;
      if (performance.now() > deadline) throw new Error(`Live, person ${viewer} misses ${JSON.stringify(missing)}.`);
      await delay(50);
    }
  }
}

function checkLive(live: LiveFeed[], timeline: Timeline, everyPost: Map<string, ModelPost>, withinMs: number): void {
  for (const [viewer, { events }] of live.entries()) {
    const come = new Set<string>();
    for (const { postId, atMs } of events) {
      if (postId === null) continue;
      if (come.has(postId)) throw new Error(`Live, person ${viewer} got ${postId} twice.`);
      come.add(postId);
      const states = timeline.statesDuring(atMs, atMs, withinMs);
      if (!wasAllowed(states, isInFeed, viewer, postId))
        throw new Error(`Live, person ${viewer} got ${postId} ${JSON.stringify(everyPost.get(postId))}, which was not allowed.`);
    }
  }
}
