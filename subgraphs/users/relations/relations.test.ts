/** Private accounts, requests, blocks and mutes against a simple model, and the things that each of them hides. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { startUsers, type TestAccount, testPassword, type TestUsers } from '#test/harness/clients/users.ts';
import { byId } from '#lib/db/ids.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import { approveRequests } from './approve-requests.ts';

let users: TestUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => await users[Symbol.asyncDispose]());

const acts = ['follow', 'unfollow', 'approveFollow', 'declineFollow', 'block', 'unblock', 'mute', 'unmute'] as const;
type Act = (typeof acts)[number];
const peopleCount = 4;

async function act(what: Act, viewer: TestAccount, userId: string): Promise<string | null> {
  const { errors } = await users.ask(`mutation ($userId: ID!) { ${what}(userId: $userId) { id } }`, { userId }, viewer);
  return errors[0]?.extensions.code ?? null;
}

async function setPrivate(viewer: TestAccount, isPrivate: boolean): Promise<void> {
  const { errors } = await users.ask(
    'mutation ($isPrivate: Boolean!) { updateProfile(input: { isPrivate: $isPrivate }) { isPrivate } }',
    { isPrivate },
    viewer,
  );
  expect(errors).toEqual([]);
  // All requests are accepted now. `drain` would not end: mails wait for the service that sends them.
  const letting = { name: approveRequests.name, state: 'pending' as const };
  await vi.waitFor(async () => expect(await jobRecords(users.deps.connection).exists(letting)).toBeNull(), {
    timeout: 30_000,
    interval: 10,
  });
}

/** The simple model: a few sets of pairs, written `from>to`. */
function createModel() {
  const follows = new Set<string>();
  const requests = new Set<string>();
  const blocks = new Set<string>();
  const mutes = new Set<string>();
  const isPrivate = new Set<number>();
  const apply = (what: Act, who: number, whom: number): string | null => {
    const [there, back] = [`${who}>${whom}`, `${whom}>${who}`];
    if (what === 'unblock' && blocks.delete(there)) return null;
    if (what === 'unmute' && mutes.delete(there)) return null;
    if (what === 'declineFollow') {
      requests.delete(back);
      return null;
    }
    if (blocks.has(back)) return 'NOT_FOUND';
    switch (what) {
      case 'follow':
        if (blocks.has(there)) return 'FORBIDDEN';
        if (!isPrivate.has(whom)) follows.add(there);
        else if (!follows.has(there)) requests.add(there);
        return null;
      case 'unfollow':
        follows.delete(there);
        requests.delete(there);
        return null;
      case 'approveFollow':
        if (requests.delete(back)) follows.add(back);
        return follows.has(back) ? null : 'NOT_FOUND';
      case 'block':
        blocks.add(there);
        for (const edges of [follows, requests]) for (const edge of [there, back]) edges.delete(edge);
        return null;
      case 'mute':
        mutes.add(there);
        return null;
      default:
        return null;
    }
  };
  const goPublic = (who: number): void => {
    isPrivate.delete(who);
    for (const edge of requests) {
      if (!edge.endsWith(`>${who}`)) continue;
      requests.delete(edge);
      follows.add(edge);
    }
  };
  return { follows, requests, blocks, mutes, isPrivate, apply, goPublic };
}

const person = fc.nat({ max: peopleCount - 1 });
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constantFrom(...acts), who: person, whom: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('private' as const, 'public' as const), who: person, whom: person }) },
);

test('after random acts, each user sees the relations of the model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const people = await Promise.all(Array.from({ length: peopleCount }, async () => await users.register()));
      const model = createModel();
      for (const { what, who, whom } of steps) {
        const viewer = people[who] as TestAccount;
        if (what === 'private') {
          await setPrivate(viewer, true);
          model.isPrivate.add(who);
        } else if (what === 'public') {
          await setPrivate(viewer, false);
          model.goPublic(who);
        } else if (who !== whom)
          expect([what, who, whom, await act(what, viewer, people[whom]?.viewerId ?? '')]).toEqual([
            what,
            who,
            whom,
            model.apply(what, who, whom),
          ]);
      }
      for (const [who, viewer] of people.entries()) {
        for (const [whom, { viewerId: id }] of people.entries()) {
          if (who === whom) continue;
          const query = `query ($id: ID!) { user(id: $id) { isPrivate followerCount followingCount viewerFollows followsViewer viewerBlocks viewerMutes followRequested
            followers(first: 100) { nodes { id } } } }`;
          const { data } = await users.ask(query, { id }, viewer);
          const count = (matches: (edge: string) => boolean): number => [...model.follows].filter(matches).length;
          const [there, back] = [`${who}>${whom}`, `${whom}>${who}`];
          const isListed = !model.blocks.has(there) && (!model.isPrivate.has(whom) || model.follows.has(there));
          const followers = people.filter(
            (_, index) => isListed && model.follows.has(`${index}>${whom}`) && !model.blocks.has(`${index}>${who}`),
          );
          const seen = data.user && {
            ...data.user,
            followers: new Set(data.user.followers.nodes.map((node: { id: string }) => node.id)),
          };
          expect(seen).toEqual(
            model.blocks.has(back)
              ? null
              : {
                  isPrivate: model.isPrivate.has(whom),
                  followerCount: count((edge) => edge.endsWith(`>${whom}`)),
                  followingCount: count((edge) => edge.startsWith(`${whom}>`)),
                  viewerFollows: model.follows.has(there),
                  followsViewer: model.follows.has(back),
                  viewerBlocks: model.blocks.has(there),
                  viewerMutes: model.mutes.has(there),
                  followRequested: model.requests.has(there),
                  followers: new Set(followers.map(({ viewerId }) => viewerId)),
                },
          );
        }
        const { data } = await users.ask(
          '{ me { blocked { nodes { id } } muted { nodes { id } } followRequests { nodes { id } } } }',
          {},
          viewer,
        );
        const idsOf = (pairs: Set<string>, other: (pair: string) => boolean, at: 0 | 1): Set<string> =>
          new Set([...pairs].filter(other).map((pair) => people[Number(pair.split('>')[at])]?.viewerId ?? ''));
        const listed = (list: { nodes: { id: string }[] }): Set<string> => new Set(list.nodes.map(({ id }) => id));
        expect(listed(data.me.blocked)).toEqual(idsOf(model.blocks, (pair) => pair.startsWith(`${who}>`), 1));
        expect(listed(data.me.muted)).toEqual(idsOf(model.mutes, (pair) => pair.startsWith(`${who}>`), 1));
        expect(listed(data.me.followRequests)).toEqual(idsOf(model.requests, (pair) => pair.endsWith(`>${who}`), 0));
      }
    }),
    { numRuns: cases(8) },
  );
});

async function promote(account: TestAccount, role: 'MODERATOR' | 'ADMIN'): Promise<void> {
  await users.deps.models.users.updateOne(byId(account.viewerId), { $set: { role } });
}

test('a suspension hides the user, ends sessions and refuses sign-ins with its reason, until it ends; the audit log has each act', async () => {
  const [moderator, member, other] = [await users.register(), await users.register(), await users.register()];
  await promote(moderator, 'MODERATOR');
  const suspend = 'mutation ($userId: ID!) { suspendUser(userId: $userId, reason: "spam") { id } }';
  const find = 'query ($id: ID!) { user(id: $id) { id } }';
  expect((await users.ask(suspend, { userId: member.viewerId }, other)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await users.ask(suspend, { userId: member.viewerId }, moderator)).errors).toEqual([]);
  expect((await users.ask(find, { id: member.viewerId }, other)).data.user).toBeNull();
  expect((await users.ask(find, { id: member.viewerId }, moderator)).data.user).toEqual({ id: member.viewerId });
  expect(await users.deps.models.sessions.countDocuments({ userId: member.viewerId, endedAt: null })).toBe(0);
  const login =
    'mutation ($name: String!, $password: String!) { login(input: { usernameOrEmail: $name, password: $password }) { viewer { email } } }';
  const { username: name } = member;
  const refused = await users.ask(login, { name, password: testPassword });
  expect(refused.errors[0]).toMatchObject({ message: expect.stringContaining('spam'), extensions: { code: 'FORBIDDEN' } });
  const wrong = await users.ask(login, { name, password: 'not this password' });
  expect(wrong.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(
    (await users.ask('mutation ($userId: ID!) { unsuspendUser(userId: $userId) { id } }', { userId: member.viewerId }, moderator)).errors,
  ).toEqual([]);
  expect((await users.ask(login, { name, password: testPassword })).errors).toEqual([]);
  const log = await users.deps.models.auditLog.find({ userId: member.viewerId }).sort({ at: 1 }).lean();
  expect(log.map(({ actorId, action, detail }) => [actorId, action, detail])).toEqual([
    [moderator.viewerId, 'suspendUser', 'spam'],
    [moderator.viewerId, 'unsuspendUser', ''],
  ]);
});

test('only an admin gives roles, never to oneself, and a moderator cannot suspend a peer', async () => {
  const [admin, moderator, member] = [await users.register(), await users.register(), await users.register()];
  await promote(admin, 'ADMIN');
  const give = 'mutation ($userId: ID!, $role: Role!) { setRole(userId: $userId, role: $role) { role } }';
  const code = async (userId: string, as: TestAccount): Promise<unknown> =>
    (await users.ask(give, { userId, role: 'MODERATOR' }, as)).errors[0]?.extensions.code;
  expect(await code(moderator.viewerId, member)).toBe('FORBIDDEN');
  expect(await code(admin.viewerId, admin)).toBe('BAD_USER_INPUT');
  expect(await code(moderator.viewerId, admin)).toBeUndefined();
  const suspend = 'mutation ($userId: ID!) { suspendUser(userId: $userId, reason: "x") { id } }';
  for (const [whom, expected] of [
    [admin, 'FORBIDDEN'],
    [member, undefined],
  ] as const)
    expect((await users.ask(suspend, { userId: whom.viewerId }, moderator)).errors[0]?.extensions.code).toBe(expected);
});
