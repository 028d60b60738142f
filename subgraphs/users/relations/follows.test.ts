import fc from 'fast-check';
import { type Answer, startUsers, type TestAccount, type TestUsers } from '#test/harness/clients/users.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { byId, shardOf } from '#lib/db/ids.ts';
import { openEventLog } from '#lib/events/log.ts';
import { createAccount } from '../accounts/create-account.ts';
import { listFollows } from './follow-lists.ts';
import { follow, unfollow } from './follows.ts';
import { pageFollowers } from './reach.ts';

let users: TestUsers;
let made = 0;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => await users[Symbol.asyncDispose]());

async function makeUsers(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const name = `f${made++}`.padEnd(4, '_');
    const user = await createAccount(users.deps, { username: name, email: `${name}@example.org`, displayName: name, passwordHash: 'none' });
    ids.push(user._id);
  }
  return ids;
}

async function countsOf(userId: string) {
  const user = await users.deps.models.users.findOne(byId(userId)).lean();
  return { followers: user?.followerCount, following: user?.followingCount };
}

/** The users whose counts differ from their edges, at either end. */
async function findMiscounted(ids: readonly string[]): Promise<string[]> {
  const { followers, following } = users.deps.models;
  const wrong: string[] = [];
  for (const id of ids) {
    const shard = shardOf(id);
    const own = {
      followers: await followers.countDocuments({ shard, followeeId: id }),
      following: await following.countDocuments({ shard, followerId: id }),
    };
    const others = {
      followers: await following.countDocuments({ followeeId: id }),
      following: await followers.countDocuments({ followerId: id }),
    };
    const stored = [own, others].map((edges) => JSON.stringify(edges));
    if (stored.some((edges) => edges !== stored[0]) || stored[0] !== JSON.stringify(await countsOf(id))) wrong.push(id);
  }
  return wrong;
}

const followMutation = 'mutation ($id: ID!) { follow(userId: $id) { followerCount viewerFollows } }';
const unfollowMutation = 'mutation ($id: ID!) { unfollow(userId: $id) { followerCount viewerFollows } }';

test("a follow's answer counts it, and a repetition changes nothing", async () => {
  const [ada, ben]: [TestAccount, TestAccount] = [await users.register(), await users.register()];
  for (let i = 0; i < 2; i++)
    expect((await users.ask(followMutation, { id: ben.viewerId }, ada)).data.follow).toEqual({ followerCount: 1, viewerFollows: true });
  const seen = 'query ($id: ID!) { user(id: $id) { followingCount followerCount viewerFollows followsViewer } }';
  expect((await users.ask(seen, { id: ada.viewerId }, ben)).data.user).toEqual({
    followingCount: 1,
    followerCount: 0,
    viewerFollows: false,
    followsViewer: true,
  });
  for (let i = 0; i < 2; i++)
    expect((await users.ask(unfollowMutation, { id: ben.viewerId }, ada)).data.unfollow).toEqual({
      followerCount: 0,
      viewerFollows: false,
    });
  const twice = `mutation ($id: ID!) { a: follow(userId: $id) { viewerFollows } b: unfollow(userId: $id) { viewerFollows } }`;
  expect((await users.ask(twice, { id: ben.viewerId }, ada)).data).toEqual({ a: { viewerFollows: true }, b: { viewerFollows: false } });
});

test('each follow and unfollow is one event, in the order of the follower’s revisions', async () => {
  const [ada = '', ben = ''] = await makeUsers(2);
  await follow(users.deps, { viewerId: ada, userId: ben });
  await follow(users.deps, { viewerId: ada, userId: ben });
  await unfollow(users.deps, { viewerId: ada, userId: ben });
  const { events } = openEventLog(users.deps.connection);
  const numbered = async () => await events.find({ subject: ada }, { _id: 0, type: 1, revision: 1, payload: 1 }).sort({ seq: 1 }).lean();
  await expect.poll(numbered, { timeout: 20_000 }).toEqual([
    { type: 'user.registered', revision: 1, payload: expect.anything() },
    { type: 'user.followed', revision: 2, payload: { followerId: ada, followeeId: ben } },
    { type: 'user.unfollowed', revision: 3, payload: { followerId: ada, followeeId: ben } },
  ]);
});

test('fifty follows of one author at once all succeed', async () => {
  const [author = '', ...followers] = await makeUsers(51);
  let attempts = 0;
  const transaction: typeof users.deps.transaction = async (work) =>
    await users.deps.transaction(async () => {
      attempts += 1;
      return await work();
    });
  await Promise.all(followers.map((viewerId) => follow({ ...users.deps, transaction }, { viewerId, userId: author })));
  // They take turns: transactions at once on the author's document would repeat each other again and again.
  expect(attempts).toBe(50);
  expect(await countsOf(author)).toEqual({ followers: 50, following: 0 });
  expect(await findMiscounted([author, ...followers])).toEqual([]);
});

test('counts equal the edges after random follows and unfollows at once', async () => {
  const ids = await makeUsers(4);
  const step = fc.record({ from: fc.nat(3), to: fc.nat(3), isFollow: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await Promise.all(
        steps
          .filter(({ from, to }) => from !== to)
          .map(({ from, to, isFollow }) =>
            (isFollow ? follow : unfollow)(users.deps, { viewerId: ids[from] ?? '', userId: ids[to] ?? '' }),
          ),
      );
      expect(await findMiscounted(ids)).toEqual([]);
    }),
    { numRuns: cases(8) },
  );
});

test('pages neither skip nor repeat users while others come and go', async () => {
  const [author = '', ...people] = await makeUsers(31);
  const staying = people.slice(0, 20);
  const visitors = people.slice(20);
  for (const viewerId of staying) await follow(users.deps, { viewerId, userId: author });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      fc.array(fc.nat(9), { minLength: 3, maxLength: 12 }),
      async (size, isForward, moves) => {
        const seen: string[] = [];
        let cursor: string | null = null;
        let hasMore = true;
        for (let i = 0; hasMore; i++) {
          const visitor = visitors[moves[i % moves.length] ?? 0] ?? '';
          await (i % 2 === 0 ? follow : unfollow)(users.deps, { viewerId: visitor, userId: author });
          const args: object = isForward ? { first: size, after: cursor } : { last: size, before: cursor };
          const { nodes, pageInfo } = await listFollows(users.deps, 'followers', { userId: author, args });
          if (isForward) seen.push(...nodes);
          else seen.unshift(...nodes);
          cursor = isForward ? pageInfo.endCursor : pageInfo.startCursor;
          hasMore = isForward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => staying.includes(id))).toEqual(staying.toReversed());
      },
    ),
    { numRuns: cases(6) },
  );
});

test('lists order follows of the same moment by id', async () => {
  const [reader = '', ...authors] = await makeUsers(6);
  for (const userId of authors) await follow(users.deps, { viewerId: reader, userId });
  const moment = new Date();
  await users.deps.models.following.updateMany({ shard: shardOf(reader), followerId: reader }, { $set: { createdAt: moment } });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listFollows>> = await listFollows(users.deps, 'following', {
      userId: reader,
      args: { first: 2, after },
    });
    seen.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(authors.toSorted().toReversed());
});

test('a post is pushed to the users who followed before it, each on exactly one page', async () => {
  const [star = '', ...fans] = await makeUsers(6);
  const { models } = users.deps;
  const followedBy = new Date('2026-01-01T00:00:00.000Z');
  for (const [index, userId] of fans.entries()) {
    await follow(users.deps, { viewerId: userId, userId: star });
    // Two follow at the same moment; the last one follows after it.
    const createdAt = new Date(followedBy.getTime() + (index === 4 ? 1 : -Math.floor(index / 2)));
    await models.followers.updateOne({ followeeId: star, followerId: userId, shard: shardOf(star) }, { $set: { createdAt } });
  }
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await pageFollowers(users.deps, { userId: star, followedBy, after, first: 1 });
    seen.push(...page.ids);
    after = page.next;
    if (after === null) break;
  }
  expect(seen.toSorted()).toEqual(fans.slice(0, 4).toSorted());
});

test('a list full of suspended followers is read in bounded parts: short pages, with more to follow', async () => {
  const { deps } = users;
  const { models, clock, newId } = deps;
  const star = await users.register();
  const [seen = ''] = await makeUsers(1);
  const hidden = Array.from({ length: 1_500 }, () => newId('usr'));
  const template = await models.users.findOne(byId(seen)).lean();
  const suspension = { reason: 'spam', at: clock() };
  await models.users.insertMany(
    hidden.map((id, index) => ({ ...template, ...byId(id), username: `hidden${index}`, suspension })),
    { lean: true },
  );
  const edge = (followerId: string, at: number) => ({
    _id: `${star.viewerId}:${followerId}`,
    shard: shardOf(star.viewerId),
    followerId,
    followeeId: star.viewerId,
    createdAt: new Date(at),
  });
  const now = clock().getTime();
  await models.followers.insertMany([edge(seen, now - 10_000), ...hidden.map((id, index) => edge(id, now - index))], { lean: true });
  const query =
    'query ($id: ID!, $after: String) { user(id: $id) { followers(first: 20, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }';
  const find = vi.spyOn(models.followers, 'find');
  const found: string[] = [];
  let pages = 0;
  for (let after: string | null = null, isMore = true; isMore; pages++) {
    find.mockClear();
    const { data }: Answer = await users.ask(query, { id: star.viewerId, after });
    expect(find.mock.calls.length).toBeLessThanOrEqual(8);
    const { nodes, pageInfo } = data.user.followers;
    found.push(...nodes.map(({ id }: { id: string }) => id));
    [after, isMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  find.mockRestore();
  expect(found).toEqual([seen]);
  expect(pages).toBeGreaterThan(1);
});
