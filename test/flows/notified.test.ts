/** Every cell of docs/notifications.md is tried. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import type { PushMessage } from '../../subgraphs/notifications/push/sender.ts';
import { registerDevice } from '../../subgraphs/notifications/rules/devices.ts';
import type { NotificationKind } from '../../subgraphs/notifications/generated/types.ts';
import { makePeople } from '../harness/people.ts';
import { type Person, startSupergraph, type Supergraph } from '../harness/supergraph.ts';

const lines = readFileSync(new URL('../../docs/notifications.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const [[, ...columns] = [], ...table] = lines;

let agora: Supergraph;
/** What was handed over, by token. */
const sent: PushMessage[] = [];
/** Tokens whose messages are answered "later". */
const held = new Set<string>();

beforeAll(async () => {
  agora = await startSupergraph();
  agora.notifications.deps.parts.fcm = {
    send: async (messages) =>
      messages.map((message) => {
        if (held.has(message.token)) return { state: 'throttled', reason: 'held', afterMs: 1_000 };
        sent.push(message);
        return { state: 'accepted' };
      }),
    [Symbol.asyncDispose]: async () => undefined,
  };
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** Somebody who acts, somebody whom it concerns, and somebody whom it does not. */
interface Scene {
  actor: Person;
  recipient: Person;
  /** The recipient's. */
  postId: string;
}

interface Kind {
  kind: NotificationKind;
  /** Whether the recipient must let followers in. */
  isPrivate?: true;
  /** Does it. @returns How what it is about is deleted. */
  act: (scene: Scene) => Promise<() => Promise<unknown>>;
}

async function mutate(call: string, as: Person, variables: object = {}, types = ''): Promise<string | undefined> {
  const { data } = await agora.ask(`mutation ${types} { ${call} }`, variables, as);
  return data === null ? undefined : (Object.values(data)[0] as { id?: string } | null)?.id;
}

async function publish(input: object, as: Person): Promise<string | undefined> {
  return await mutate('createPost(input: $input) { id }', as, { input }, '($input: CreatePostInput!)');
}

/** @returns How it is deleted. */
function deleting(postId: string | undefined, as: Person): () => Promise<unknown> {
  return async () => await mutate(`deletePost(id: "${postId}")`, as);
}

const forFollowers = { visibility: 'FOLLOWERS' };
const kinds: Record<string, Kind> = {
  NEW_POST: { kind: 'NEW_POST', act: async ({ actor }) => deleting(await publish({ text: 'news' }, actor), actor) },
  'NEW_POST for followers': {
    kind: 'NEW_POST',
    act: async ({ actor }) => deleting(await publish({ text: 'news', ...forFollowers }, actor), actor),
  },
  LIKE: {
    kind: 'LIKE',
    act: async ({ actor, recipient, postId }) => {
      await mutate(`likePost(id: "${postId}") { id }`, actor);
      return deleting(postId, recipient);
    },
  },
  REPLY: {
    kind: 'REPLY',
    act: async ({ actor, postId }) => deleting(await publish({ text: 'indeed', replyToId: postId }, actor), actor),
  },
  'REPLY for followers': {
    kind: 'REPLY',
    act: async ({ actor, postId }) => deleting(await publish({ text: 'indeed', replyToId: postId, ...forFollowers }, actor), actor),
  },
  MENTION: {
    kind: 'MENTION',
    act: async ({ actor, recipient }) => deleting(await publish({ text: `@${recipient.username}` }, actor), actor),
  },
  'MENTION for followers': {
    kind: 'MENTION',
    act: async ({ actor, recipient }) => deleting(await publish({ text: `@${recipient.username}`, ...forFollowers }, actor), actor),
  },
  REPOST: {
    kind: 'REPOST',
    act: async ({ actor, postId }) => {
      await mutate(`repost(id: "${postId}") { id }`, actor);
      return async () => await mutate(`unrepost(id: "${postId}") { id }`, actor);
    },
  },
  FOLLOW: { kind: 'FOLLOW', act: following },
  FOLLOW_REQUEST: { kind: 'FOLLOW_REQUEST', isPrivate: true, act: following },
  MEDIA_READY: {
    kind: 'MEDIA_READY',
    act: async ({ recipient }) => {
      const { deps } = agora.media;
      const mediaId = deps.newId('med', recipient.id);
      const about = { mediaId, ownerId: recipient.id };
      // As media tells it of an image that it has dithered.
      await deps.transaction(async () => {
        const payload = { ...about, kind: 'IMAGE' as const, url: 'http://127.0.0.1/x', ditheredFromId: mediaId, levels: 2 };
        await deps.emit({ type: 'media.ready.v1', subject: mediaId, revision: 1, payload });
      });
      return async () =>
        await deps.transaction(async () => await deps.emit({ type: 'media.deleted.v1', subject: mediaId, revision: 2, payload: about }));
    },
  },
};

async function following({ actor, recipient }: Scene): Promise<() => Promise<unknown>> {
  await mutate(`follow(userId: "${recipient.id}") { id }`, actor);
  return async () => await mutate(`unfollow(userId: "${recipient.id}") { id }`, actor);
}

const tokenOf = ({ id }: Person): string => `token-${id}`;

/** Plays one column of a kind. @returns By which ways somebody heard of it. */
async function play({ kind, isPrivate, act }: Kind, column: string): Promise<Set<string>> {
  const { deps } = agora.notifications;
  const [someone, recipient, bystander] = (await makePeople(agora.users.deps, 3)) as [Person, Person, Person];
  const actor = column === 'self' ? recipient : someone;
  const { accounts } = agora.users.deps.models;
  for (const person of [recipient, bystander]) {
    await registerDevice(deps, { userId: person.id, token: tokenOf(person), platform: 'WEB' });
    await accounts.updateOne(byId(person.id), { $set: { emailVerifiedAt: new Date() } });
  }
  const postId = (await publish({ text: 'said before' }, recipient)) ?? '';
  if (isPrivate) await mutate('updateProfile(input: { isPrivate: true }) { id }', recipient);
  // Whoever is concerned by a new post follows: a stranger's cell is that of somebody who does not.
  const follows = column === 'follower' || (kind === 'NEW_POST' && !['nobody', 'stranger', 'self'].includes(column));
  if (follows) await mutate(`follow(userId: "${actor.id}") { id }`, recipient);
  await agora.drain();
  if (column === 'blocked') await mutate(`block(userId: "${actor.id}") { id }`, recipient);
  if (column === 'blocking') await mutate(`block(userId: "${recipient.id}") { id }`, actor);
  if (column === 'muted') await mutate(`mute(userId: "${actor.id}") { id }`, recipient);
  if (column === 'off') await mutate('updateNotificationPreferences(push: [], email: []) { push }', recipient);
  await agora.drain();
  const listener = column === 'nobody' ? bystander : recipient;
  if (column === 'gone') held.add(tokenOf(listener));
  const undo = await act({ actor, recipient, postId });
  await agora.drain();
  if (column === 'gone') {
    await undo();
    await agora.drain();
    held.delete(tokenOf(listener));
    await vi.waitFor(
      async () =>
        expect(await deps.models.deliveries.exists({ recipientId: listener.id, kind, state: { $in: ['QUEUED', 'SENT'] } })).toBeNull(),
      { timeout: 20_000, interval: 100 },
    );
  }
  const { data } = await agora.ask('{ notifications(first: 100) { nodes { kind } } }', {}, listener);
  const isListed = data.notifications.nodes.some((node: { kind: string }) => node.kind === kind);
  const isPushed = sent.some((message) => message.token === tokenOf(listener) && message.kind === kind);
  const isMailed = await deps.models.mailbox.exists({ recipientId: listener.id, 'message.subject': 'Your dithered image is ready' });
  return new Set([...(isListed ? ['app'] : []), ...(isPushed ? ['push'] : []), ...(isMailed ? ['mail'] : [])]);
}

test.for(Object.keys(kinds))('%s', { timeout: 120_000 }, async (name) => {
  const rows = table.map(([title = '', ...cells]) => ({ title: title.split(', '), cells })).filter(({ title }) => title[0] === name);
  expect(rows.length).toBeGreaterThan(0);
  const isTried = (index: number) => rows.some(({ cells }) => cells[index] !== '-');
  const heard = await Promise.all(
    columns.map(async (column, index) => (isTried(index) ? await play(kinds[name] as Kind, column) : new Set<string>())),
  );
  for (const { title, cells } of rows) {
    const [, way = ''] = title;
    const got = cells.map((cell, index) => (cell === '-' ? '-' : heard[index]?.has(way) ? 'yes' : 'no'));
    expect(Object.fromEntries(columns.map((column, index) => [`${column}, ${way}`, got[index]]))).toEqual(
      Object.fromEntries(columns.map((column, index) => [`${column}, ${way}`, cells[index]])),
    );
  }
});

test('every row is tried', () => {
  expect(table.map(([title = '']) => title.split(', ')[0]).filter((name) => !Object.hasOwn(kinds, name ?? ''))).toEqual([]);
});
