/** Pushes by the real SDK to a stand-in for FCM, for all its answers. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FcmAnswer, type FcmStandIn, leadToFcm, startFcm } from '#test/harness/fakes/fcm.ts';
import { makePeople } from '#test/harness/clients/people.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { openFcm, outcomeOf } from './fcm.ts';
import { registerDevice } from './devices.ts';

let fcm: FcmStandIn;
let agora: Supergraph;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  fcm = opened.use(await startFcm());
  fcm.answer = (message, nthTry) => plans.get(message.token)?.(message, nthTry) ?? 'accept';
  opened.use(leadToFcm(fcm.url));
  agora = opened.use(await startSupergraph());
  const credential = { getAccessToken: async () => ({ access_token: 'an-access-token', expires_in: 3_600 }) };
  agora.notifications.deps.parts.fcm = opened.use(openFcm({ projectId: 'agora', credential, timeoutMs: 3_000 }));
});
afterAll(async () => await opened.disposeAsync());

/** The stand-in's plan for each token; it accepts tokens without one. Tests run side by side. */
const plans = new Map<string, FcmStandIn['answer']>();

async function ask(query: string, id: string, as: Person): Promise<void> {
  const { errors } = await agora.ask(`mutation ($id: ID!) { ${query} { id } }`, { id }, as);
  expect(errors).toEqual([]);
}

async function post(text: string, as: Person): Promise<string> {
  const { data } = await agora.ask('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text }, as);
  return data.createPost.id;
}

/** FCM's answer to a message with an invalid field. */
function violation(field: string) {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description: 'Invalid.' }] }];
  return { data: { error: { code: 400, status: 'INVALID_ARGUMENT', details } } };
}

async function somebody(): Promise<Person> {
  return (await makePeople(agora.users.deps, 1))[0] as Person;
}

async function withDevice(): Promise<Person & { token: string }> {
  const person = await somebody();
  const token = `token-${person.id}`;
  await registerDevice(agora.notifications.deps, { userId: person.id, token, platform: 'ANDROID' });
  return { ...person, token };
}

/** Makes the stand-in throttle a token until the test releases it. */
function hold(token: string): () => void {
  plans.set(token, () => ({ throttledSeconds: 1 }));
  return () => plans.delete(token);
}

function acceptedFor(token: string) {
  return fcm.accepted.filter(({ message }) => message.token === token).map(({ message }) => message);
}

async function ledgerOf(person: Person) {
  const { models } = agora.notifications.deps;
  const found = await models.deliveries.find({ recipientId: person.id, channel: 'PUSH' }).sort({ createdAt: 1 }).lean();
  return found.map(({ state, reason, attempts }) => ({ state, reason, attempts }));
}

/** Waits until a delivery has ended, including its later tries. */
async function settled(person: Person): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = (await ledgerOf(person)).filter(({ state }) => state === 'QUEUED' || state === 'SENT');
      expect(waiting).toEqual([]);
    },
    { timeout: 28_000, interval: 100 },
  );
}

describe.concurrent('a push', () => {
  test('carries collapse key, time to live and priority for every platform', async () => {
    const [ada, ben] = [await withDevice(), await somebody()];
    const id = await post('hello', ada);
    await ask('likePost(id: $id)', id, ben);
    await post(`hi @${ada.username}`, ben);
    await agora.drain();
    const messages = acceptedFor(ada.token);
    const like = messages.find(({ data }) => data['kind'] === 'LIKE');
    const mention = messages.find(({ data }) => data['kind'] === 'MENTION');
    expect(messages).toHaveLength(2);
    expect(like).toMatchObject({
      notification: { title: `${ben.username} likes your post`, body: 'hello' },
      data: { postId: id, actorId: ben.id },
      android: { ttl: '86400s', priority: 'normal' },
      apns: { headers: { 'apns-priority': '5' } },
      webpush: { headers: { Urgency: 'normal', TTL: '86400' } },
    });
    expect(mention).toMatchObject({
      android: { priority: 'high' },
      apns: { headers: { 'apns-priority': '10' } },
      webpush: { headers: { Urgency: 'high' } },
    });
    for (const message of messages) {
      const key = message.android.collapse_key;
      expect(key).toMatch(/^[\w-]{22}$/);
      expect([message.android.notification.tag, message.apns.headers['apns-collapse-id'], message.webpush.headers['Topic']]).toEqual([
        key,
        key,
        key,
      ]);
    }
    expect(new Set(messages.map(({ android }) => android.collapse_key)).size).toBe(2);
    expect(await ledgerOf(ada)).toEqual([
      { state: 'ACCEPTED', reason: null, attempts: 1 },
      { state: 'ACCEPTED', reason: null, attempts: 1 },
    ]);
  });

  test.each([
    ['that is gone', 'unregistered', 'registration-token-not-registered'],
    ['whose token never was one', 'malformed', 'invalid-argument'],
  ] as const)('to a device %s removes it', async (_what, answer, code) => {
    const [ada, ben] = [await withDevice(), await somebody()];
    plans.set(ada.token, () => answer);
    await ask('follow(userId: $id)', ada.id, ben);
    await agora.drain();
    const [entry] = await ledgerOf(ada);
    expect(entry).toMatchObject({ state: 'FAILED', reason: expect.stringContaining(code) });
    expect((await agora.ask('{ me { devices { id } } }', {}, ada)).data.me.devices).toEqual([]);
    expect(await agora.notifications.deps.models.deviceTokens.countDocuments({ userId: ada.id })).toBe(0);
  });

  test('that is throttled comes after the wait that FCM demands, with the same collapse key', async () => {
    const [ada, ben] = [await withDevice(), await somebody()];
    const seen: { key: string; atMs: number }[] = [];
    plans.set(ada.token, ({ android }, nthTry) => {
      seen.push({ key: android.collapse_key, atMs: Date.now() });
      return nthTry === 1 ? { throttledSeconds: 2 } : 'accept';
    });
    await ask('follow(userId: $id)', ada.id, ben);
    await agora.drain();
    await settled(ada);
    expect(await ledgerOf(ada)).toEqual([{ state: 'ACCEPTED', reason: null, attempts: 2 }]);
    const [first, second] = seen as [(typeof seen)[0], (typeof seen)[0]];
    expect(second.key).toBe(first.key);
    expect(second.atMs - first.atMs).toBeGreaterThanOrEqual(2_000);
  });

  test.each(['drop', 'fail', 'unavailable'] as const)('comes when FCM answers again: %s', async (answer) => {
    const [ada, ben] = [await withDevice(), await somebody()];
    plans.set(ada.token, (_message, nthTry): FcmAnswer => (nthTry === 1 ? answer : 'accept'));
    await ask('follow(userId: $id)', ada.id, ben);
    await agora.drain();
    await settled(ada);
    expect(acceptedFor(ada.token)).toHaveLength(1);
    expect(await ledgerOf(ada)).toMatchObject([{ state: 'ACCEPTED', attempts: 2 }]);
  });

  test.each([
    ['messaging/invalid-registration-token', 'Invalid registration token provided.', {}, 'unregistered'],
    ['messaging/registration-token-not-registered', 'Requested entity was not found.', {}, 'unregistered'],
    ['messaging/invalid-argument', 'The registration token is not a valid FCM registration token', {}, 'unregistered'],
    ['messaging/invalid-argument', 'Request contains an invalid argument.', violation('message.token'), 'unregistered'],
    ['messaging/invalid-argument', 'Request contains an invalid argument.', violation('message.android.ttl'), 'refused'],
    ['messaging/invalid-argument', 'Invalid value at message.data[0].value', { data: { error: {} } }, 'refused'],
    ['messaging/invalid-argument', 'Raw server response: "<html>"', { data: 'text' }, 'refused'],
    ['messaging/payload-size-limit-exceeded', 'Message is too big', {}, 'refused'],
  ])('answered %s (%s, %j) counts as %s', (code, message, response, state) => {
    const error = Object.assign(new Error(message), { code, httpResponse: { status: 400, headers: {}, ...response } });
    expect(outcomeOf({ success: false, error } as never)).toMatchObject({ state });
  });

  test('that is refused for its content is not tried again', async () => {
    const [ada, ben] = [await withDevice(), await somebody()];
    plans.set(ada.token, () => 'refuse');
    await ask('follow(userId: $id)', ada.id, ben);
    await agora.drain();
    expect(await ledgerOf(ada)).toMatchObject([{ state: 'FAILED', attempts: 1 }]);
    expect(fcm.tries.get(ada.token)).toBe(1);
  });

  test('that waits is suppressed by reading the notification in the app', async () => {
    const [ada, ben] = [await withDevice(), await somebody()];
    hold(ada.token);
    await ask('follow(userId: $id)', ada.id, ben);
    await agora.drain();
    const { data } = await agora.ask('{ notifications { nodes { id } } }', {}, ada);
    await agora.ask('mutation ($upTo: ID!) { markNotificationsRead(upTo: $upTo) }', { upTo: data.notifications.nodes[0].id }, ada);
    await settled(ada);
    expect(acceptedFor(ada.token)).toEqual([]);
    expect(await ledgerOf(ada)).toMatchObject([{ state: 'SUPPRESSED', reason: 'read in the app' }]);
  });

  test.each([
    // The next try comes before or after the job that takes the blocked user's acts back.
    ['blocked', async (ada: Person, ben: Person) => await ask('block(userId: $id)', ben.id, ada), /^(blocked|taken back)$/],
    ['muted', async (ada: Person, ben: Person) => await ask('mute(userId: $id)', ben.id, ada), /^muted$/],
    [
      'switched off',
      async (ada: Person) => void (await agora.ask('mutation { updateNotificationPreferences(push: []) { push } }', {}, ada)),
      /^switched off$/,
    ],
    [
      'unregistered',
      async (ada: Person & { token?: string }) =>
        void (await agora.ask('mutation ($token: String!) { unregisterDevice(token: $token) }', { token: ada.token }, ada)),
      /^device unregistered$/,
    ],
  ])('that waits is suppressed for a recipient who meanwhile: %s', async (_name, meanwhile, reason) => {
    const [ada, ben] = [await withDevice(), await somebody()];
    hold(ada.token);
    await ask('follow(userId: $id)', ada.id, ben);
    await agora.drain();
    await meanwhile(ada, ben);
    await agora.drain();
    await settled(ada);
    expect(acceptedFor(ada.token)).toEqual([]);
    expect(await ledgerOf(ada)).toMatchObject([{ state: 'SUPPRESSED', reason: expect.stringMatching(reason) }]);
  });

  test('that waits names the newest actor who may still reach the recipient', async () => {
    const [ada, ben, eve] = [await withDevice(), await somebody(), await somebody()];
    const id = await post('liked by two', ada);
    await agora.drain();
    const letThrough = hold(ada.token);
    for (const liker of [ben, eve]) {
      await ask('likePost(id: $id)', id, liker);
      await agora.drain();
    }
    await ask('mute(userId: $id)', eve.id, ada);
    await agora.drain();
    letThrough();
    await settled(ada);
    expect(acceptedFor(ada.token)).toMatchObject([{ notification: { title: `${ben.username} and 1 other like your post` } }]);
  });

  test('of a deleted post, or of one that the recipient may not see any more, is suppressed', async () => {
    const [ada, ben, eve] = [await somebody(), await withDevice(), await withDevice()];
    for (const follower of [ben, eve]) await ask('follow(userId: $id)', ada.id, follower);
    await agora.drain();
    const letThrough = [ben, eve].map(({ token }) => hold(token));
    const deleted = await post('soon gone', ada);
    await agora.drain();
    await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: deleted }, ada);
    const input = { text: 'for followers', visibility: 'FOLLOWERS' };
    await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, ada);
    await agora.drain();
    await ask('unfollow(userId: $id)', ada.id, eve);
    await agora.drain();
    for (const open of letThrough) open();
    await Promise.all([settled(ben), settled(eve)]);
    expect((await ledgerOf(ben)).map(({ state, reason }) => [state, reason])).toEqual([
      ['SUPPRESSED', 'not visible'],
      ['ACCEPTED', null],
    ]);
    expect((await ledgerOf(eve)).map(({ state, reason }) => [state, reason])).toEqual([
      ['SUPPRESSED', 'not visible'],
      ['SUPPRESSED', 'not visible'],
    ]);
  });
});
