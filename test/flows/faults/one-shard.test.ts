/** How many shards a write spans, in a cluster where each value of a shard key is a shard of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWork } from '#test/harness/record/read-work.ts';
import { shardKeys } from '#test/harness/record/shard-keys.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { startDevdb } from '../../../devdb/index.ts';
import type { RecordedTransaction } from '../../../devdb/record/recorder.ts';

let uri: string;
let agora: Supergraph;
let ada: Person;
let ben: Person;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  const devdb = stack.use(await startDevdb({ record: shardKeys }));
  ({ uri } = devdb);
  agora = stack.use(await startSupergraph({ mongodbUri: uri }));
  ada = await agora.register('ada');
  ben = await agora.register('ben');
  await agora.drain();
});
afterAll(async () => await stack.disposeAsync());

/** The transactions upon a collection, but those of readers, that ran in the course of `work`; with the most shards that such ones wrote to. */
async function transactionsOf(
  [database, collection]: [string, string],
  work: () => Promise<string>,
): Promise<{ made: string; transactions: RecordedTransaction[] }> {
  const look = async (): Promise<RecordedTransaction[]> =>
    (await readWork(uri)).transactions.filter(
      ({ database: of, collections }) => of === database && collections.includes(collection) && !collections.includes('checkpoints'),
    );
  await agora.drain();
  const before = new Map((await look()).map((each) => [each.collections.join(), each.runs]));
  const made = await work();
  const transactions = (await look()).filter(({ collections, runs }) => runs > (before.get(collections.join()) ?? 0));
  return { made, transactions };
}

const write = (query: string, variables: object, person: Person) => async (): Promise<string> => {
  const { data, errors } = await agora.ask(query, variables, person);
  expect(errors).toEqual([]);
  return String(Object.values(data as Record<string, { id: string }>)[0]?.id);
};

test('createPost, editPost, likePost and unlikePost write to one shard each', async () => {
  const created = await transactionsOf(
    ['posts', 'posts'],
    write('mutation { createPost(input: { text: "hello #shards" }) { id } }', {}, ada),
  );
  expect(created.transactions).toMatchObject([{ collections: expect.arrayContaining(['posts', 'pending_events', 'fan_outs']), shards: 1 }]);
  const id = created.made;
  const edit = 'mutation ($id: ID!) { editPost(id: $id, text: "hello again") { id } }';
  const edited = await transactionsOf(['posts', 'posts'], write(edit, { id }, ada));
  expect(edited.transactions).toMatchObject([
    { collections: expect.arrayContaining(['post_edits', 'posts', 'pending_events']), shards: 1 },
  ]);
  const liked = await transactionsOf(['posts', 'posts'], write('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, ben));
  expect(liked.transactions).toEqual([{ database: 'posts', collections: ['likes', 'pending_events', 'posts'], runs: 1, shards: 1 }]);
  const unliked = await transactionsOf(['posts', 'posts'], write('mutation ($id: ID!) { unlikePost(id: $id) { id } }', { id }, ben));
  expect(unliked.transactions).toEqual([{ database: 'posts', collections: ['likes', 'pending_events', 'posts'], runs: 2, shards: 1 }]);
});

test('follow and block write to two shards: each end is read by its user', async () => {
  const id = ada.id;
  const followed = await transactionsOf(['users', 'users'], write('mutation ($id: ID!) { follow(userId: $id) { id } }', { id }, ben));
  expect(followed.transactions).toEqual([
    { database: 'users', collections: ['followers', 'following', 'pending_events', 'users'], runs: 1, shards: 2 },
  ]);
  const blocked = await transactionsOf(['users', 'users'], write('mutation ($id: ID!) { block(userId: $id) { id } }', { id }, ben));
  expect(blocked.transactions).toMatchObject([{ collections: expect.arrayContaining(['blocking', 'blocked_by']), shards: 2 }]);
});
