/** Every cell of docs/notifications.md is tried. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byId } from '#lib/db/ids.ts';
import type { PushMessage } from '../../../subgraphs/notifications/push/sender.ts';
import { registerDevice } from '../../../subgraphs/notifications/push/devices.ts';
import type { NotificationKind } from '../../../subgraphs/notifications/generated/types.ts';
import { setRole } from '../../harness/clients/set-role.ts';
import { reminders } from '../../../subgraphs/news/events/remind-due.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { type Person, startSupergraph, type Supergraph } from '../../harness/supergraph.ts';

const lines = readFileSync(new URL('../../../docs/notifications.md', import.meta.url), 'utf8')
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
/** The channels that announced each kind in each column. */
let heard: Map<string, Set<string>>;
/** Every message that the sender accepted, in the order of sending. */
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
  const parts = columns.flatMap((column) => [true, false].map((isPrivate) => ({ column, isPrivate })));
  const people = await makePeople(agora.users.deps, parts.length * 2 + 2);
  const next = (): Person => people.pop() as Person;
  const casts: Cast[] = [];
  await inLanes(parts, async (part) => void casts.push(await castOf(part, next)));
  heard = await play(casts);
}, 180_000);
afterAll(async () => await agora[Symbol.asyncDispose]());

/** Three people: one acts, one is the recipient of the act, and one has no part in it. */
interface Scene {
  actor: Person;
  recipient: Person;
  /** The recipient's earlier post; empty for kinds that are not upon a post. */
  postId: string;
}

/** The subject of an act, and how to delete it. */
interface Played {
  /** The post that the notification shows; nothing for follows. */
  listedId?: string | undefined;
  /** The post or media that the push opens; nothing for follows, and for what was refused. */
  pushedId?: string | undefined;
  undo: () => Promise<unknown>;
}

interface Kind {
  kind: NotificationKind;
  /** Whether it is done upon a post of the recipient's. */
  isUponPost?: true;
  /** Whether the recipient alone is told of it, as an admin who goes to an event of their own. */
  isOfNews?: true;
  act: (scene: Scene) => Promise<Played>;
}

/** A few side by side: more would only wait for each other. */
async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([lane(), lane(), lane()]);
}

async function mutate(call: string, as: Person, variables: object = {}, types = ''): Promise<string | undefined> {
  const { data } = await agora.ask(`mutation ${types} { ${call} }`, variables, as);
  return data === null ? undefined : (Object.values(data)[0] as { id?: string } | null)?.id;
}

async function publish(input: object, as: Person): Promise<string | undefined> {
  return await mutate('createPost(input: $input) { id }', as, { input }, '($input: CreatePostInput!)');
}

/** Publishes a post; of an answer, the notification shows what is answered. */
async function posting(input: { text: string; replyToId?: string; visibility?: string }, as: Person): Promise<Played> {
  const postId = await publish(input, as);
  const undo = async () => await mutate(`deletePost(id: "${postId}")`, as);
  return { pushedId: postId, listedId: input.replyToId ?? postId, undo };
}

const forFollowers = { visibility: 'FOLLOWERS' };
const kinds: Record<string, Kind> = {
  NEW_POST: { kind: 'NEW_POST', act: async ({ actor }) => await posting({ text: 'news' }, actor) },
  'NEW_POST for followers': { kind: 'NEW_POST', act: async ({ actor }) => await posting({ text: 'news', ...forFollowers }, actor) },
  LIKE: {
    kind: 'LIKE',
    isUponPost: true,
    act: async ({ actor, recipient, postId }) => {
      await mutate(`likePost(id: "${postId}") { id }`, actor);
      return { listedId: postId, pushedId: postId, undo: async () => await mutate(`deletePost(id: "${postId}")`, recipient) };
    },
  },
  REPLY: {
    kind: 'REPLY',
    isUponPost: true,
    act: async ({ actor, postId }) => await posting({ text: 'indeed', replyToId: postId }, actor),
  },
  'REPLY for followers': {
    kind: 'REPLY',
    isUponPost: true,
    act: async ({ actor, postId }) => await posting({ text: 'indeed', replyToId: postId, ...forFollowers }, actor),
  },
  MENTION: { kind: 'MENTION', act: async ({ actor, recipient }) => await posting({ text: `@${recipient.username}` }, actor) },
  'MENTION for followers': {
    kind: 'MENTION',
    act: async ({ actor, recipient }) => await posting({ text: `@${recipient.username}`, ...forFollowers }, actor),
  },
  REPOST: {
    kind: 'REPOST',
    isUponPost: true,
    act: async ({ actor, postId }) => {
      await mutate(`repost(id: "${postId}") { id }`, actor);
      return { listedId: postId, pushedId: postId, undo: async () => await mutate(`unrepost(id: "${postId}") { id }`, actor) };
    },
  },
  FOLLOW: { kind: 'FOLLOW', act: following },
  FOLLOW_REQUEST: { kind: 'FOLLOW_REQUEST', act: following },
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
      const undo = async () =>
        await deps.transaction(async () => await deps.emit({ type: 'media.deleted.v1', subject: mediaId, revision: 2, payload: about }));
      return { listedId: mediaId, pushedId: mediaId, undo };
    },
  },
  ARTICLE_ADDED: {
    kind: 'ARTICLE_ADDED',
    isOfNews: true,
    act: async ({ recipient }) => {
      const input = '{ title: "x", description: "", body: "x", status: PUBLISHED }';
      const id = (await mutate(`createArticle(input: ${input}) { id }`, recipient)) ?? '';
      return { listedId: id, pushedId: id, undo: async () => await mutate(`deleteArticle(id: "${id}")`, recipient) };
    },
  },
  EVENT_CHANGED: {
    kind: 'EVENT_CHANGED',
    isOfNews: true,
    act: async ({ recipient }) => await happening(recipient, async (id) => await mutate(`cancelEvent(id: "${id}") { id }`, recipient)),
  },
  EVENT_SOON: {
    kind: 'EVENT_SOON',
    isOfNews: true,
    act: async ({ recipient }) =>
      await happening(recipient, async (eventId) => {
        await agora.news.deps.models.occurrences.updateMany({ eventId }, { $set: { remindAt: new Date() } });
        await reminders(agora.news.deps).doDue();
      }),
  },
  EVENT_SEAT: {
    kind: 'EVENT_SEAT',
    isOfNews: true,
    act: async ({ recipient }) =>
      await happening(recipient, async (eventId) => {
        const { deps } = agora.news;
        await deps.transaction(async () => {
          const change = { $inc: { version: 1 } };
          const event = await deps.models.events.findOneAndUpdate(byId(eventId), change, { returnDocument: 'after' }).lean();
          const payload = { eventId, userIds: [recipient.id] };
          await deps.emit({ type: 'event.seats-freed.v1', subject: eventId, revision: event?.version ?? 0, payload });
        });
      }),
  },
};

/** An event that an admin makes and goes to, and what then happens to it. */
async function happening(recipient: Person, then: (eventId: string) => Promise<unknown>): Promise<Played> {
  const startsAt = new Date(Date.now() + 86_400_000).toISOString();
  const input = `{ title: "x", description: "", body: "x", startsAt: "${startsAt}", status: PUBLISHED }`;
  const id = (await mutate(`createEvent(input: ${input}) { id }`, recipient)) ?? '';
  await mutate(`attendEvent(id: "${id}") { id }`, recipient);
  await then(id);
  return { listedId: id, pushedId: id, undo: async () => await mutate(`deleteEvent(id: "${id}")`, recipient) };
}

async function following({ actor, recipient }: Scene): Promise<Played> {
  await mutate(`follow(userId: "${recipient.id}") { id }`, actor);
  return { undo: async () => await mutate(`unfollow(userId: "${recipient.id}") { id }`, actor) };
}

const tokenOf = ({ id }: Person): string => `token-${id}`;

/**
 * The people of a column. Every kind is played between the same two, except requests, which need a private recipient.
 */
interface Cast {
  column: string;
  actor: Person;
  recipient: Person;
  /** The person whose notifications the test reads. */
  listener: Person;
  names: string[];
}

async function castOf({ column, isPrivate }: { column: string; isPrivate: boolean }, next: () => Person): Promise<Cast> {
  const recipient = next();
  const actor = column === 'self' ? recipient : next();
  const listener = column === 'nobody' ? next() : recipient;
  await registerDevice(agora.notifications.deps, { userId: listener.id, token: tokenOf(listener), platform: 'WEB' });
  await agora.users.deps.models.accounts.updateOne(byId(listener.id), { $set: { emailVerifiedAt: new Date() } });
  if (isPrivate) await mutate('updateProfile(input: { isPrivate: true }) { id }', recipient);
  // The listener follows the actor, except in columns about strangers, so that a missing follow is not what keeps a
  // push away.
  if (!['nobody', 'stranger', 'self'].includes(column)) await mutate(`follow(userId: "${actor.id}") { id }`, recipient);
  const hasNews = ['nobody', 'off', 'gone', 'self'].includes(column);
  if (hasNews) await setRole(agora.users.deps, recipient, 'ADMIN');
  const ofColumn = Object.entries(kinds).filter(([, { isOfNews = false }]) => !isOfNews || hasNews);
  const names = ofColumn.map(([name]) => name).filter((name) => (name === 'FOLLOW_REQUEST') === isPrivate);
  return { column, actor, recipient, listener, names };
}

/** The relation or setting that defines each column, applied once the two know each other. */
const turns: Record<string, (cast: Cast) => Promise<unknown>> = {
  blocked: async ({ actor, recipient }) => await mutate(`block(userId: "${actor.id}") { id }`, recipient),
  blocking: async ({ actor, recipient }) => await mutate(`block(userId: "${recipient.id}") { id }`, actor),
  muted: async ({ actor, recipient }) => await mutate(`mute(userId: "${actor.id}") { id }`, recipient),
  off: async ({ recipient }) => await mutate('updateNotificationPreferences(push: [], email: []) { push }', recipient),
  gone: async ({ recipient }) => held.add(tokenOf(recipient)),
};

/**
 * Plays every kind for one column; the same steps of all columns share one wait.
 *
 * @returns The channels that announced each kind.
 */
async function play(casts: Cast[]): Promise<Map<string, Set<string>>> {
  const { deps } = agora.notifications;
  await agora.drain();
  await inLanes(casts, async (cast) => void (await turns[cast.column]?.(cast)));
  await agora.drain();
  const scenes: (Cast & Played & Pick<Kind, 'kind'> & { name: string })[] = [];
  const isGone = ({ column }: { column: string }): boolean => column === 'gone';
  // A held message waits longer at each try, so it is made last.
  const lastGone = casts.toSorted((one, other) => Number(isGone(one)) - Number(isGone(other)));
  await inLanes(lastGone, async (cast) => {
    for (const name of cast.names) {
      const { kind, isUponPost, act } = kinds[name] as Kind;
      const postId = (isUponPost && (await publish({ text: 'said before' }, cast.recipient))) ?? '';
      scenes.push({ ...cast, name, kind, ...(await act({ ...cast, postId })) });
    }
  });
  await agora.drain();
  for (const scene of scenes) if (isGone(scene)) await scene.undo();
  await agora.drain();
  held.clear();
  await vi.waitFor(
    async () => expect(await deps.models.deliveries.exists({ channel: 'PUSH', state: { $in: ['QUEUED', 'SENT'] } })).toBeNull(),
    { timeout: 60_000, interval: 100 },
  );
  const lists = new Map(
    await Promise.all(
      casts.map(async ({ listener }) => {
        const query = '{ notifications(first: 100) { nodes { kind post { id } media { id } article { id } event { id } } } }';
        const { data } = await agora.ask(query, {}, listener);
        return [listener, data.notifications.nodes as Listed[]] as const;
      }),
    ),
  );
  const ready = { 'message.subject': 'Your dithered image is ready' };
  const mailed = new Set((await deps.models.mailbox.find(ready).lean()).map(({ recipientId }) => recipientId));
  const articleMails = new Set((await deps.models.mailbox.find({ _id: /^article-added/ }).lean()).map(({ _id }) => _id));
  return new Map(
    scenes.map(({ column, name, kind, listener, listedId, pushedId }) => {
      const isListed =
        lists
          .get(listener)
          ?.some((node) => node.kind === kind && (node.post ?? node.media ?? node.article ?? node.event)?.id === listedId) ?? false;
      const isPushed = sent.some(
        ({ token, data, ...message }) =>
          token === tokenOf(listener) &&
          message.kind === kind &&
          (data['postId'] ?? data['mediaId'] ?? data['articleId'] ?? data['eventId']) === pushedId,
      );
      const isMailed = (kind === 'MEDIA_READY' && mailed.has(listener.id)) || articleMails.has(`article-added/${listedId}/${listener.id}`);
      return [`${name}, ${column}`, new Set([isListed && 'app', isPushed && 'push', isMailed && 'mail'].filter((way) => way !== false))];
    }),
  );
}

interface Listed {
  kind: string;
  post: { id: string } | null;
  media: { id: string } | null;
  article: { id: string } | null;
  event: { id: string } | null;
}

test.for(table)('%s', ([title = '', ...cells]) => {
  const [name = '', way = ''] = title.split(', ');
  const got = columns.map((column, index) => (cells[index] === '-' ? '-' : heard.get(`${name}, ${column}`)?.has(way) ? 'yes' : 'no'));
  expect(Object.fromEntries(columns.map((column, index) => [column, got[index]]))).toEqual(
    Object.fromEntries(columns.map((column, index) => [column, cells[index]])),
  );
});

test('every kind has rows, and every row a kind', () => {
  expect(new Set(table.map(([title = '']) => title.replace(/, .*/, '')))).toEqual(new Set(Object.keys(kinds)));
});
