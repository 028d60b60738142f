/** Live lists against the whole supergraph, with a clock that can be advanced and a connection that can be cut. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCuttingProxy, type CuttingProxy } from '../test/harness/fakes/cutting-proxy.ts';
import { followUser, publish } from '../test/harness/clients/posting.ts';
import { startSupergraph, type Supergraph } from '../test/harness/supergraph.ts';
import { createClient, createMemoryStorage, postChangedDocument, type FeedUpdate } from './src/index.ts';

const eightDaysMs = 8 * 86_400_000;

let agora: Supergraph;
let proxy: CuttingProxy;
let aheadMs = 0;
beforeAll(async () => {
  agora = await startSupergraph({ clock: () => new Date(Date.now() + aheadMs) });
  proxy = await startCuttingProxy(agora.gateway.url);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await agora[Symbol.asyncDispose]();
});

async function openReader() {
  const [author, reader] = [await agora.register(), await agora.register()];
  await followUser(agora, reader, author.id);
  await agora.drain();
  const client = createClient({ url: `${proxy.url}/graphql`, storage: createMemoryStorage() });
  await client.auth.login({ usernameOrEmail: reader.username, password: reader.password });
  return { author, client };
}

/** The next update, as text. */
async function next(feed: AsyncGenerator<FeedUpdate, void>): Promise<string> {
  const { value } = await feed.next();
  if (!value) return 'over';
  return value.kind === 'page' ? `${value.reason}: ${value.items.map(({ text }) => text).join(' ')}` : value.item.text;
}

test('after an absence that is too long, the list yields a page again', async () => {
  const { author, client } = await openReader();
  await publish(agora, author, 'early');
  const feed = client.live.feed({ first: 2 });
  expect(await next(feed)).toBe('first: early');
  const following = next(feed);
  await publish(agora, author, 'live');
  expect(await following).toBe('live');
  const waiting = next(feed);
  proxy.block(true);
  aheadMs += eightDaysMs;
  for (const text of ['missed', 'missed too', 'missed last']) await publish(agora, await renewed(author), text);
  await agora.drain();
  proxy.block(false);
  expect(await waiting).toBe('expired: missed last missed too');
  await feed.return();
  client.dispose();
});

/** The same person, signed in again. */
async function renewed<Someone extends { username: string; password: string }>(person: Someone): Promise<Someone> {
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } } }';
  const { data } = await agora.ask(login, { input: { usernameOrEmail: person.username, password: person.password } });
  return { ...person, ...data.login.tokens };
}

test('notifications arrive live, and again when more people have joined them', async () => {
  const [author, follower] = [await agora.register(), await agora.register()];
  const { id: postId } = await publish(agora, author, 'liked');
  const client = createClient({ url: `${proxy.url}/graphql`, storage: createMemoryStorage() });
  await client.auth.login({ usernameOrEmail: author.username, password: author.password });
  const live = client.live.notifications({ first: 5 });
  const nextOne = async (): Promise<string> => {
    const { value } = await live.next();
    if (!value) return 'over';
    if (value.kind === 'page') return `${value.reason}: ${value.items.length}`;
    return `${value.item.kind} ${value.item.actorCount}, ${value.event.notificationAdded.unreadCount} unread`;
  };
  expect(await nextOne()).toBe('first: 0');
  const following = nextOne();
  await followUser(agora, follower, author.id);
  await agora.drain();
  expect(await following).toBe('FOLLOW 1, 1 unread');
  for (const [before, liker] of [follower, await agora.register()].entries()) {
    const liking = nextOne();
    await agora.ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id: postId }, liker);
    await agora.drain();
    expect(await liking).toBe(`LIKE ${before + 1}, 2 unread`);
  }
  const { nodes = [] } = (await client.api.notifications()) ?? {};
  expect(await client.api.markNotificationsRead({ upTo: nodes[0]?.id ?? '' })).toBe(0);
  expect(await client.api.unreadCount()).toBe(0);
  await live.return();
  client.dispose();
});

test('a room is a page and all that happens after it, across a cut; the inbox tells of it', async () => {
  const person = await agora.register();
  const client = createClient({ url: `${proxy.url}/graphql`, storage: createMemoryStorage() });
  await client.auth.login({ usernameOrEmail: person.username, password: person.password });
  const { id: roomId } = await client.api.createRoom({ input: { name: 'Boats' } });
  const { id: messageId } = await client.api.sendMessage({ input: { roomId, text: 'Ahoy' } });
  await agora.drain();
  const [room, inbox] = [client.live.room(roomId), client.live.inbox({ first: 5 })];
  const { value: page } = await room.next();
  expect(page?.kind === 'page' && page.page.nodes.map((message) => message?.text)).toEqual(['Ahoy']);
  const { value: rooms } = await inbox.next();
  expect(rooms?.kind === 'page' && rooms.page.nodes.map((one) => one?.id)).toEqual([roomId]);
  const [happening, changed] = [room.next(), inbox.next()];
  await client.api.editMessage({ id: messageId, text: 'Aye' });
  const { value: edited } = await happening;
  expect(edited?.kind === 'added' && edited.item.activity).toMatchObject({ __typename: 'MessageChanged', message: { text: 'Aye' } });
  const { value: told } = await changed;
  expect(told?.kind === 'added' && told.item).toMatchObject({ roomId, lastMessage: { text: 'Aye' } });
  const missed = room.next();
  proxy.cut();
  await client.api.deleteMessage({ id: messageId });
  const { value: deleted } = await missed;
  expect(deleted?.kind === 'added' && deleted.item.activity).toMatchObject({ message: { text: '', deletedAt: expect.any(String) } });
  client.dispose();
});

test('a live list reports the state of its connection, and ends when the loop is left', async () => {
  const { client } = await openReader();
  const statuses: string[] = [];
  const feed = client.live.feed({ onStatus: ({ status }) => statuses.push(status) });
  expect(await next(feed)).toBe('first: ');
  const waiting = next(feed);
  await expect.poll(() => statuses.at(-1)).toBe('live');
  proxy.cut();
  await expect.poll(() => statuses.slice(-3)).toEqual(['waiting', 'connecting', 'live']);
  await feed.return();
  expect(await waiting).toBe('over');
  expect(await next(feed)).toBe('over');
  client.dispose();
});

test('dispose ends live lists, also while the server cannot be reached', async () => {
  const { client } = await openReader();
  const feed = client.live.feed();
  expect(await next(feed)).toBe('first: ');
  const waiting = next(feed);
  proxy.block(true);
  client.dispose();
  expect(await waiting).toBe('over');
  proxy.block(false);
});

test('a subscription without a cursor continues after a cut with new events', async () => {
  const { author, client } = await openReader();
  const { id } = await publish(agora, author, 'changing');
  let seen = 0;
  const following = (async () => {
    for await (const { postChanged } of client.subscribe(postChangedDocument, { ids: [id] })) {
      seen += 1;
      if (postChanged.kind === 'DELETED') return postChanged.postId;
    }
    return null;
  })();
  /** Likes until the subscription has begun; no other signal shows it. */
  const likeUntilSeen = async (): Promise<void> => {
    const before = seen;
    await expect
      .poll(async () => (await client.api.likePost({ id }), await client.api.unlikePost({ id }), seen), { timeout: 15_000 })
      .toBeGreaterThan(before);
  };
  await likeUntilSeen();
  proxy.cut();
  await likeUntilSeen();
  await agora.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, await renewed(author));
  expect(await following).toBe(id);
  client.dispose();
});
