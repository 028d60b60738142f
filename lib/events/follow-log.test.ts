/** What a resumption reads of a long log. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStores, type TestStores } from '#test/harness/stores/stores.ts';
import type { Deps } from '../core/deps.ts';
import { createDeps, type OpenedDeps } from '../service/create-deps.ts';
import { defineSubgraph, type Subgraph } from '../service/define-subgraph.ts';
import { followLog, type FollowLogInput } from './follow-log.ts';
import { liveCursorsOf } from './live-cursors.ts';
import { openEventLog } from './log.ts';

const writer = defineSubgraph({
  name: 'posts',
  schema: new URL('../../test/harness/empty.graphql', import.meta.url),
  resolvers: {},
  config: {},
  context: () => ({}),
  models: () => ({}),
});
const epoch = 'this history';
const length = 12_000;
const cursors = liveCursorsOf('test');

let stores: TestStores;
let opened: OpenedDeps<Deps<object>>;

beforeAll(async () => {
  stores = await startStores();
  opened = await createDeps(writer as Subgraph<Deps<object>>, { env: stores.env('posts') });
  const { events, heads } = openEventLog(opened.deps.connection);
  await heads.create({ _id: 'head', seq: length, fence: 0, epoch });
  const numbers = Array.from({ length }, (_, index) => index + 1);
  for (let from = 0; from < length; from += 2_000)
    await events.insertMany(
      numbers.slice(from, from + 2_000).map((seq) => ({
        ...{ _id: `evt_${seq}`, type: 'post.created', version: 1, occurredAt: new Date(), subject: `s${seq}`, revision: 1 },
        ...{ topics: ['busy'], traceparent: null, payload: {}, seq },
      })),
      { lean: true },
    );
});
afterAll(async () => {
  await opened[Symbol.asyncDispose]();
  await stores[Symbol.asyncDispose]();
});

/** Resumes after a number; `rounds` counts the reads of the log. */
async function resume(afterSeq: number, input: Partial<FollowLogInput<string, string>> & { keeps?: boolean } = {}) {
  let rounds = 0;
  const { keeps = false, ...others } = input;
  const events = await followLog(opened.deps, {
    cursors,
    interest: 'busy',
    after: cursors.encode(opened.deps, { epoch, seq: afterSeq }),
    live: {
      follow: async ({ after, missed, toItem, signal }) => {
        const afterSeqOf = after?.({ epoch, seq: length }) ?? length;
        const found = (await missed?.read({ afterSeq: afterSeqOf, upToSeq: length, signal })) ?? [];
        return (async function* () {
          for (const envelope of found) {
            const item = toItem(envelope, epoch);
            if (item !== null) yield item;
          }
        })();
      },
    },
    signal: new AbortController().signal,
    missed: async () => ({
      type: 'post.created',
      topics: ['busy'],
      keep: async (found) => {
        rounds += 1;
        return keeps ? found : [];
      },
    }),
    toItem: ({ envelope }) => envelope.subject,
    ...others,
  });
  const items: string[] = [];
  for await (const item of events) items.push(item);
  return { items, rounds };
}

test('events that the listener may not see are read up to a bound, beyond which the page is cheaper', async () => {
  expect(await resume(length - 9_999)).toEqual({ items: [], rounds: 10 });
  await expect(resume(0)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('up to 1,000 events that it may see are read, in order', async () => {
  const { items } = await resume(length - 1_000, { keeps: true });
  expect(items).toEqual(Array.from({ length: 1_000 }, (_, index) => `s${length - 999 + index}`));
  await expect(resume(length - 1_001, { keeps: true })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('a listener who has left is read no further event', async () => {
  const left = new AbortController();
  const { rounds } = await resume(length - 9_000, {
    signal: left.signal,
    missed: async () => {
      left.abort();
      return { type: 'post.created', topics: ['busy'], keep: async () => Promise.reject(new Error('reads on')) };
    },
  });
  expect(rounds).toBe(0);
});
