/** The viewer's relations, built from the replica in each of its three ways, against the events that the replica was told. */
import fc from 'fast-check';
import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { startStores } from '#test/harness/stores/stores.ts';
import { connectDatabase } from '../db/connect.ts';
import { createId, shardOf } from '../db/ids.ts';
import { modelOf } from '../db/models.ts';
import { maySee, maySeeActor, type Published } from './may-see.ts';
import { readRelations, readRelationsOfUsers } from './read-relations.ts';
import { createFollowsLoader, createRelationLoaders, findVisibleActors, loadRelations } from './relation-loaders.ts';
import { relationModels, relationReactions } from './replica.ts';
import { type KnownRelations, relationsOf, turnRound, type ViewerEnd } from './viewer-relations.ts';

const stack = new AsyncDisposableStack();
let connection: Connection;
let seed = 0;
const userIds = Array.from({ length: 4 }, () => createId('usr', new Date(0), () => new Uint8Array(8).fill(++seed)));
const viewerIds = [...userIds, null];

beforeAll(async () => {
  const stores = stack.use(await startStores());
  connection = await connectDatabase(stores.env('relations')['MONGODB_URI'] ?? '', 'relations');
  stack.defer(async () => await connection.close());
});
afterAll(async () => await stack.disposeAsync());

const acts = [
  'user.blocked.v1',
  'user.unblocked.v1',
  'user.muted.v1',
  'user.unmuted.v1',
  'user.suspended.v1',
  'user.unsuspended.v1',
  'user.updated.v1',
  'user.deleted.v1',
  'follow',
] as const;
const history = fc.array(
  fc.record({
    act: fc.constantFrom(...acts),
    who: fc.constantFrom(...userIds),
    whom: fc.constantFrom(...userIds),
    isPrivate: fc.boolean(),
  }),
  { maxLength: 15 },
);
type History = typeof history extends fc.Arbitrary<infer Acts> ? Acts : never;

/** The world that a history leads to, kept without the replica. */
function modelOfWorld(done: History) {
  const pairs = { blocks: new Set<string>(), mutes: new Set<string>(), follows: new Set<string>() };
  const flags = { isPrivate: new Set<string>(), isSuspended: new Set<string>(), isGone: new Set<string>() };
  const set = (values: Set<string>, value: string, isThere: boolean): unknown => (isThere ? values.add(value) : values.delete(value));
  for (const { act, who, whom, isPrivate } of done) {
    const pair = `${who}/${whom}`;
    if (act === 'follow') pairs.follows.add(pair);
    else if (act === 'user.blocked.v1' || act === 'user.unblocked.v1') set(pairs.blocks, pair, act === 'user.blocked.v1');
    else if (act === 'user.muted.v1' || act === 'user.unmuted.v1') set(pairs.mutes, pair, act === 'user.muted.v1');
    else if (act === 'user.updated.v1') set(flags.isPrivate, who, isPrivate);
    else if (act === 'user.deleted.v1') {
      flags.isGone.add(who);
      for (const each of [pairs.blocks, pairs.mutes]) for (const known of each) if (known.includes(who)) each.delete(known);
    } else set(flags.isSuspended, who, act === 'user.suspended.v1');
  }
  return { ...pairs, ...flags };
}

/** Tells the replica a history, as the reactions of a subgraph do. */
async function replay(done: History) {
  const models = relationModels(connection);
  const following = modelOf(connection, 'Following', new Schema<{ _id: string; shard: number }>({ _id: String, shard: Number }));
  await models.relations.deleteMany({});
  await models.restrictions.deleteMany({});
  await following.deleteMany({});
  const deps = { models } as unknown as Parameters<(typeof relationReactions)['user.blocked.v1']>[0];
  for (const [index, { act, who, whom, isPrivate }] of done.entries()) {
    const edge = { _id: `${who}/${whom}`, shard: shardOf(who) };
    if (act === 'follow') await following.updateOne({ _id: edge._id }, { $set: edge }, { upsert: true });
    else {
      const payload = { userId: who, blockerId: who, blockedId: whom, muterId: who, mutedId: whom, isPrivate };
      await relationReactions[act](deps, payload as never, { revision: index + 1 } as never);
    }
  }
  return { models, following };
}

function told(world: ReturnType<typeof modelOfWorld>, viewerId: string | null, userId: string) {
  const isOne = (values: Set<string>, from: string | null, to: string | null): boolean => values.has(`${from}/${to}`);
  return {
    follows: isOne(world.follows, viewerId, userId),
    isBlocked: isOne(world.blocks, viewerId, userId) || isOne(world.blocks, userId, viewerId),
    isBlockedBy: isOne(world.blocks, userId, viewerId),
    mutes: isOne(world.mutes, viewerId, userId),
    isPrivate: world.isPrivate.has(userId),
    isSuspended: world.isSuspended.has(userId),
    isGone: world.isGone.has(userId),
  };
}

function known(viewer: KnownRelations, userId: string): ReturnType<typeof told> {
  const { isPrivate = false, isSuspended = false, isGone = false } = viewer.restriction(userId) ?? {};
  return {
    follows: viewer.follows(userId),
    isBlocked: viewer.isBlocked(userId),
    isBlockedBy: viewer.isBlockedBy(userId),
    mutes: viewer.mutes(userId),
    ...{ isPrivate, isSuspended, isGone },
  };
}

test('all readers of the replica agree with the events, for every viewer and user', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (all) => {
      // Nobody blocks, mutes or follows themselves, and a deleted account does nothing more.
      const gone = new Set<string>();
      const done = all.filter(({ act, who, whom }) => {
        const isPair = act === 'follow' || act.includes('block') || act.includes('mute');
        if (gone.has(who) || (isPair && (who === whom || gone.has(whom)))) return false;
        if (act === 'user.deleted.v1') gone.add(who);
        return true;
      });
      const world = modelOfWorld(done);
      const { models, following } = await replay(done);
      const signedIn = viewerIds.filter((viewerId) => viewerId !== null);
      const follows = (viewerId: string, userId: string): boolean => world.follows.has(`${viewerId}/${userId}`);
      const atViewers = { ...(await readRelations(models, { viewerIds: signedIn, userIds })), follows };
      const atUsers = { ...(await readRelationsOfUsers(models, { viewerIds: signedIn, userIds })), follows };
      for (const viewerId of viewerIds) {
        const loaders = { ...createRelationLoaders(models, viewerId), follows: createFollowsLoader(following, viewerId) };
        // Follows are loaded where they decide: of each author one publication is for followers.
        const published = userIds.map((authorId): Published => ({ authorId, visibility: 'FOLLOWERS', mentionIds: [] }));
        const loaded = await loadRelations(loaders, viewerId, published);
        const expected = userIds.filter((userId) => userId !== viewerId).map((userId) => told(world, viewerId, userId));
        for (const viewer of [relationsOf(viewerId, atViewers), relationsOf(viewerId, atUsers), loaded])
          expect(userIds.filter((userId) => userId !== viewerId).map((userId) => known(viewer, userId))).toEqual(expected);
        const actors = userIds.filter((userId) => maySeeActor(relationsOf(viewerId, atViewers), userId));
        expect([...(await findVisibleActors(loaders, viewerId, userIds))]).toEqual(actors);
      }
    }),
    { numRuns: cases(10) },
  );
});

const visibilities = ['PUBLIC', 'FOLLOWERS', 'MENTIONED'] as const;

test('follows that are loaded only where they decide change no answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      history.map((done) => done.filter(({ act, who, whom }) => who !== whom && act !== 'user.deleted.v1')),
      fc.array(fc.record({ authorId: fc.constantFrom(...userIds), visibility: fc.constantFrom(...visibilities) }), { maxLength: 8 }),
      fc.constantFrom(...viewerIds),
      async (done, some, viewerId) => {
        const world = modelOfWorld(done);
        const { models, following } = await replay(done);
        const published = some.map((each): Published => ({ ...each, mentionIds: userIds.slice(0, 2) }));
        const loaders = { ...createRelationLoaders(models, viewerId), follows: createFollowsLoader(following, viewerId) };
        const loaded = await loadRelations(loaders, viewerId, published);
        const all = published.map(({ authorId }) => told(world, viewerId, authorId));
        const byAuthor = new Map(published.map(({ authorId }, index) => [authorId, all[index]]));
        const whole = {
          viewerId,
          follows: (userId: string) => byAuthor.get(userId)?.follows ?? false,
          isBlocked: (userId: string) => byAuthor.get(userId)?.isBlocked ?? false,
          restriction: (userId: string) => byAuthor.get(userId) ?? null,
        };
        expect(published.map((each) => maySee(loaded, each))).toEqual(published.map((each) => maySee(whole, each)));
      },
    ),
    { numRuns: cases(10) },
  );
});

const end = fc.record({ blocks: fc.boolean(), isBlocked: fc.boolean(), mutes: fc.boolean(), isMuted: fc.boolean() });

test("a user's end, turned round, says the same as the viewer's end", () => {
  fc.assert(
    fc.property(end, ({ blocks, isBlocked, mutes, isMuted }) => {
      const own: ViewerEnd = { blocks, isBlocked, mutes };
      const others = { blocks: isBlocked, isBlocked: blocks, mutes: isMuted, isMuted: mutes };
      expect(turnRound(others)).toEqual(own);
    }),
  );
});

test('a signed-out viewer follows, mutes and is blocked by no user, whatever the lookups answer', () => {
  const viewer = relationsOf(null, {
    end: () => ({ blocks: true, isBlocked: true, mutes: true }),
    restriction: () => undefined,
    follows: () => true,
  });
  const answers = [viewer.follows('a'), viewer.isBlocked('a'), viewer.isBlockedBy('a'), viewer.mutes('a'), viewer.restriction('a')];
  expect(answers).toEqual([false, false, false, false, null]);
});
