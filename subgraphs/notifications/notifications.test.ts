/** Notifications through the whole supergraph: grouping, reading, live events, devices, and pushes into the outbox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePeople } from '#test/harness/clients/people.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { registerDevice } from './push/devices.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

async function people(count: number): Promise<Person[]> {
  return await makePeople(agora.users.deps, count);
}

async function ask(query: string, variables: object, as: Person): Promise<Answer['data']> {
  const { data, errors } = await agora.ask(query, variables, as);
  expect(errors).toEqual([]);
  return data;
}

async function act(field: string, id: string, as: Person): Promise<void> {
  const name = /follow|block|mute/i.test(field) ? 'userId' : 'id';
  await ask(`mutation ($id: ID!) { ${field}(${name}: $id) ${field === 'deletePost' ? '' : '{ id }'} }`, { id }, as);
}

async function post(input: object, as: Person): Promise<string> {
  const data = await ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
  return data.createPost.id;
}

const listed = `unreadCount notifications(first: 50) {
  liveCursor pageInfo { hasNextPage }
  nodes { id kind actorCount readAt createdAt actors { id } post { id text } media { id } }
}`;

interface Listed {
  id: string;
  kind: string;
  actorCount: number;
  readAt: string | null;
  actors: ({ id: string } | null)[];
  post: { id: string } | null;
}

async function list(as: Person): Promise<{ unread: number; nodes: Listed[]; liveCursor: string }> {
  await agora.drain();
  const { unreadCount: unread, notifications } = await ask(`{ ${listed} }`, {}, as);
  return { unread, nodes: notifications.nodes, liveCursor: notifications.liveCursor };
}

async function register(as: Person, token = `token-of-${as.id}`): Promise<string> {
  const { registerDevice } = await ask(
    'mutation ($token: String!) { registerDevice(token: $token, platform: ANDROID) { id } }',
    { token },
    as,
  );
  return registerDevice.id;
}

interface Pushed {
  title: string;
  body: string;
  collapseKey: string;
  times: number;
  isUrgent: boolean;
  data: Record<string, string>;
}

async function pushedTo(person: Person): Promise<Pushed[]> {
  await agora.drain();
  const found = await agora.notifications.deps.models.outbox.find({ recipientId: person.id }).sort({ at: 1 }).lean();
  return found.map(({ message, times }) => ({ ...message, times })) as unknown as Pushed[];
}

describe('notifications', () => {
  test('come of likes, answers, mentions, reposts and follows', async () => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    const mine = await post({ text: 'hello' }, ada);
    await act('likePost', mine, ben);
    await post({ text: `I agree, @${ada.username}`, replyToId: mine }, ben);
    await post({ text: `@${ada.username} look` }, ben);
    await act('repost', mine, ben);
    await act('follow', ada.id, ben);
    const { nodes, unread } = await list(ada);
    expect(nodes.map(({ kind }) => kind).sort()).toEqual(['FOLLOW', 'LIKE', 'MENTION', 'REPLY', 'REPOST']);
    expect(unread).toBe(5);
    for (const { actors, actorCount } of nodes) expect([actors, actorCount]).toEqual([[{ id: ben.id }], 1]);
    expect(nodes.find(({ kind }) => kind === 'REPLY')?.post?.id).toBe(mine);
    expect((await list(ben)).nodes).toEqual([]);
  });

  test('are grouped until read, show the newest three, and keep their place', async () => {
    const [ada, ...others] = (await people(6)) as [Person, ...Person[]];
    const mine = await post({ text: 'much liked' }, ada);
    const other = await post({ text: 'less' }, ada);
    for (const person of others.slice(0, 4)) {
      await act('likePost', mine, person);
      await agora.drain();
      if (person === others[0]) await act('likePost', other, person);
    }
    const before = await list(ada);
    expect(before.nodes.map(({ post: about, actorCount }) => [about?.id, actorCount])).toEqual([
      [other, 1],
      [mine, 4],
    ]);
    expect(before.nodes[1]?.actors.map((actor) => actor?.id)).toEqual([others[3]?.id, others[2]?.id, others[1]?.id]);
    const upTo = before.nodes[1]?.id ?? '';
    const { markNotificationsRead } = await ask('mutation ($upTo: ID!) { markNotificationsRead(upTo: $upTo) }', { upTo }, ada);
    expect(markNotificationsRead).toBe(1);
    await act('likePost', mine, others[4] as Person);
    const after = await list(ada);
    expect(after.nodes.map(({ post: about, actorCount, readAt }) => [about?.id, actorCount, readAt !== null])).toEqual([
      [mine, 1, false],
      [other, 1, false],
      [mine, 4, true],
    ]);
  });

  test('end with the act that is taken back, and its repetition makes no new one', async () => {
    const [ada, ben, eve] = (await people(3)) as [Person, Person, Person];
    await register(ada);
    const mine = await post({ text: 'hello' }, ada);
    await act('likePost', mine, ben);
    expect((await list(ada)).unread).toBe(1);
    await act('unlikePost', mine, ben);
    expect(await list(ada)).toMatchObject({ unread: 0, nodes: [] });
    await act('likePost', mine, ben);
    await act('likePost', mine, eve);
    expect((await list(ada)).nodes).toMatchObject([{ kind: 'LIKE', actorCount: 2 }]);
    expect(await pushedTo(ada)).toHaveLength(1);
    await act('deletePost', mine, ada);
    expect((await list(ada)).nodes).toEqual([]);
  });

  test('of a mention end when an edit removes it, and return with it', async () => {
    const [ada, ben, eve] = (await people(3)) as [Person, Person, Person];
    await agora.drain();
    const id = await post({ text: `@${ben.username} and @${eve.username}` }, ada);
    const mention = [{ kind: 'MENTION', actors: [{ id: ada.id }] }];
    expect((await list(ben)).nodes).toMatchObject(mention);
    const edit = async (text: string): Promise<void> =>
      void (await ask('mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }', { id, text }, ada));
    await edit(`only @${eve.username}`);
    expect(await list(ben)).toMatchObject({ unread: 0, nodes: [] });
    expect((await list(eve)).nodes).toMatchObject(mention);
    await edit(`@${ben.username} again`);
    expect((await list(ben)).nodes).toMatchObject(mention);
    expect((await list(eve)).nodes).toEqual([]);
  });

  test('a burst of likes is one notification and one push', async () => {
    const [ada] = (await people(1)) as [Person];
    await register(ada);
    const mine = await post({ text: 'viral' }, ada);
    const { deps } = agora.posts;
    const likers = Array.from({ length: 128 }, () => deps.newId('usr'));
    // Events as posts writes them: making so many accounts would take a minute.
    for (let from = 0; from < likers.length; from += 100)
      await deps.transaction(async () => {
        for (const [index, likerId] of likers.slice(from, from + 100).entries())
          await deps.emit({
            type: 'post.liked.v1',
            subject: mine,
            revision: 2 + from + index,
            payload: { postId: mine, authorId: ada.id, likerId },
          });
      });
    const { nodes, unread } = await list(ada);
    expect(nodes).toMatchObject([{ kind: 'LIKE', actorCount: 128 }]);
    expect(unread).toBe(1);
    expect(await pushedTo(ada)).toHaveLength(1);
  });

  test('never come of acts of blocked or muted users or oneself, and a block takes back earlier ones', async () => {
    const [ada, ben, eve] = (await people(3)) as [Person, Person, Person];
    const mine = await post({ text: 'hello' }, ada);
    await act('mute', eve.id, ada);
    await agora.drain();
    await act('likePost', mine, ada);
    await act('likePost', mine, ben);
    await act('likePost', mine, eve);
    expect((await list(ada)).nodes).toMatchObject([{ actorCount: 1, actors: [{ id: ben.id }] }]);
    await act('block', ben.id, ada);
    expect((await list(ada)).nodes).toEqual([]);
  });

  test('never come of a post that the recipient may not see', async () => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    await post({ text: `@${ben.username} for followers`, visibility: 'FOLLOWERS' }, ada);
    expect((await list(ben)).nodes).toEqual([]);
    await act('follow', ada.id, ben);
    await agora.drain();
    await post({ text: `@${ben.username} for followers`, visibility: 'FOLLOWERS' }, ada);
    expect((await list(ben)).nodes).toMatchObject([{ kind: 'MENTION', actors: [{ id: ada.id }] }]);
  });

  type Hiding = (people: { ada: Person; ben: Person; id: string }) => Promise<void>;
  const setPrivate = async (isPrivate: boolean, as: Person): Promise<void> =>
    void (await ask('mutation ($is: Boolean!) { updateProfile(input: {isPrivate: $is}) { id } }', { is: isPrivate }, as));

  test.each<[string, { visibility: string }, Hiding, Hiding | null]>([
    [
      'of somebody who has gone private',
      { visibility: 'PUBLIC' },
      async ({ ada }) => await setPrivate(true, ada),
      async ({ ada }) => await setPrivate(false, ada),
    ],
    [
      'for followers, whom one no longer follows',
      { visibility: 'FOLLOWERS' },
      async ({ ada, ben }) => await act('unfollow', ada.id, ben),
      async ({ ada, ben }) => await act('follow', ada.id, ben),
    ],
    [
      'for the mentioned, which an edit has taken back',
      { visibility: 'MENTIONED' },
      async ({ ada, id }) => void (await ask('mutation ($id: ID!) { editPost(id: $id, text: "nobody") { id } }', { id }, ada)),
      null,
    ],
    ['of somebody who blocks', { visibility: 'MENTIONED' }, async ({ ada, ben }) => await act('block', ben.id, ada), null],
    ['that was deleted', { visibility: 'FOLLOWERS' }, async ({ ada, id }) => await act('deletePost', id, ada), null],
  ])('of a mention in a post %s are not listed', async (_name, input, hide, show) => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    if (input.visibility === 'FOLLOWERS') await act('follow', ada.id, ben);
    await agora.drain();
    const id = await post({ text: `@${ben.username} look`, ...input }, ada);
    const isMentioned = async (): Promise<unknown[]> => {
      const { unread, nodes } = await list(ben);
      return [unread, ...nodes.map(({ kind, post: about }) => [kind, about?.id])];
    };
    expect(await isMentioned()).toEqual([1, ['MENTION', id]]);
    await hide({ ada, ben, id });
    expect(await isMentioned()).toEqual([0]);
    if (!show) return;
    await show({ ada, ben, id });
    expect(await isMentioned()).toEqual([1, ['MENTION', id]]);
  });

  test('of a follow request end with its answer, which makes no notification for the answerer', async () => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    await ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, ada);
    await act('follow', ada.id, ben);
    expect((await list(ada)).nodes).toMatchObject([{ kind: 'FOLLOW_REQUEST', actors: [{ id: ben.id }] }]);
    await act('approveFollow', ben.id, ada);
    expect((await list(ada)).nodes).toEqual([]);
  });

  test('come live from the end of a page', async () => {
    const [ada, ben, eve] = (await people(3)) as [Person, Person, Person];
    const mine = await post({ text: 'hello' }, ada);
    const { liveCursor } = await list(ada);
    await act('likePost', mine, ben);
    await agora.drain();
    const ending = new AbortController();
    const query = `subscription ($after: String) { notificationAdded(after: $after) { cursor unreadCount notification { kind actorCount } } }`;
    const events = agora.subscribe(query, { after: liveCursor }, ada, ending.signal);
    const missed = await events.next();
    expect(missed.value?.data.notificationAdded).toMatchObject({ unreadCount: 1, notification: { kind: 'LIKE', actorCount: 1 } });
    const coming = events.next();
    await act('follow', ada.id, eve);
    expect((await coming).value?.data.notificationAdded).toMatchObject({ unreadCount: 2, notification: { kind: 'FOLLOW' } });
    ending.abort();
  });
});

describe('devices and pushes', () => {
  test('a token is one device, of the account that registered it last', async () => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    const id = await register(ada, 'shared-phone');
    expect(await register(ada, 'shared-phone')).toBe(id);
    await register(ben, 'shared-phone');
    const devices = '{ me { devices { id platform } } }';
    expect((await ask(devices, {}, ada)).me.devices).toEqual([]);
    expect((await ask(devices, {}, ben)).me.devices).toHaveLength(1);
    const unregister = 'mutation { unregisterDevice(token: "shared-phone") }';
    expect((await ask(unregister, {}, ada)).unregisterDevice).toBe(false);
    expect((await ask(unregister, {}, ben)).unregisterDevice).toBe(true);
    const { errors } = await agora.ask('mutation { registerDevice(token: "a b", platform: IOS) { id } }', {}, ada);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'token' });
  });

  test('a device ends with the session that registered it, and an ended session registers none', async () => {
    const [ada] = (await people(1)) as [Person];
    await register(ada);
    const { data } = await agora.ask(
      'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } viewer { sessions { id current } } } }',
      { input: { usernameOrEmail: ada.username, password: ada.password } },
    );
    const sessionId = data.login.viewer.sessions.find(({ current }: { current: boolean }) => current).id;
    const stolen = { ...ada, sessionId, accessToken: data.login.tokens.accessToken };
    await register(stolen, `stolen-${ada.id}`);
    const devices = async () => (await ask('{ me { devices { id } } }', {}, ada)).me.devices.length;
    expect(await devices()).toBe(2);
    await ask('mutation ($id: ID!) { logoutSession(id: $id) }', { id: sessionId }, ada);
    await agora.drain();
    expect(await devices()).toBe(1);
    // The access token of an ended session is accepted for another moment.
    const late = { userId: ada.id, sessionId, token: `late-${ada.id}`, platform: 'WEB' as const };
    await expect(registerDevice(agora.notifications.deps, late)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await ask('mutation { logoutEverywhere }', {}, ada);
    await agora.drain();
    expect(await agora.notifications.deps.models.devices.countDocuments({ userId: ada.id })).toBe(0);
  });

  test('a new post is pushed to the followers who want it, and shows the progress', async () => {
    const [ada, ben, eve, mia] = (await people(4)) as [Person, Person, Person, Person];
    for (const person of [ben, eve, mia]) {
      await register(person);
      await act('follow', ada.id, person);
    }
    await ask('mutation { updateNotificationPreferences(push: [LIKE]) { push email weeklyDigest } }', {}, eve);
    await act('mute', ada.id, mia);
    await agora.drain();
    const id = await post({ text: 'news for all' }, ada);
    expect(await pushedTo(ben)).toMatchObject([{ title: `${ada.username} posted`, body: 'news for all', isUrgent: false, times: 1 }]);
    expect(await pushedTo(eve)).toEqual([]);
    expect(await pushedTo(mia)).toEqual([]);
    const { post: about } = await ask('query ($id: ID!) { post(id: $id) { push { state done total } } }', { id }, ada);
    expect(about.push).toEqual({ state: 'DONE', done: 3, total: 3 });
    expect((await ask('query ($id: ID!) { post(id: $id) { push { state } } }', { id }, ben)).post.push).toBeNull();
    expect((await list(ben)).nodes).toEqual([]);
  });

  test('a mention is urgent, and a mentioned follower gets one push', async () => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    await register(ben);
    await act('follow', ada.id, ben);
    await agora.drain();
    await post({ text: `hi @${ben.username}` }, ada);
    expect(await pushedTo(ben)).toMatchObject([{ title: `${ada.username} mentioned you`, isUrgent: true, data: { kind: 'MENTION' } }]);
  });

  test('the ledger shows the reason of a missing push, to admins only', async () => {
    const [ada, ben] = (await people(2)) as [Person, Person];
    const mine = await post({ text: 'hello' }, ada);
    await act('likePost', mine, ben);
    await agora.drain();
    const query = 'query ($id: ID!) { deliveries(userId: $id) { nodes { channel kind subject state reason } } }';
    const refused = await agora.ask(query, { id: ada.id }, ada);
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const { models } = agora.notifications.deps;
    const entries = await models.deliveries.find({ recipientId: ada.id, channel: 'PUSH' }).lean();
    expect(entries).toMatchObject([{ kind: 'LIKE', subject: mine, state: 'SUPPRESSED', reason: 'no device' }]);
  });
});
