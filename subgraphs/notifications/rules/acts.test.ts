/** How acts become notifications, by the rules alone: what many at once come to, and what is counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId, shardOf } from '#lib/db/ids.ts';
import { createDeps } from '#lib/service/create-deps.ts';
import { startStores } from '#test/harness/stores.ts';
import type { NotificationsDeps } from '../context.ts';
import { notifications } from '../index.ts';
import { createLoaders } from '../loaders.ts';
import { type Act, addAct } from './acts.ts';
import { countUnread, listNotifications, markRead } from './lists.ts';

const opened = new AsyncDisposableStack();
let deps: NotificationsDeps;
beforeAll(async () => {
  const stores = opened.use(await startStores());
  ({ deps } = opened.use(await createDeps(notifications, { env: stores.env('notifications') })));
});
afterAll(async () => await opened.disposeAsync());

const somebody = (): string => createId('usr', new Date(), deps.random);
const add = async (act: Act): Promise<void> => await deps.transaction(async () => await addAct(deps, act));
const groupsOf = async (recipientId: string) =>
  await deps.models.groups
    .find({ recipientId, shard: shardOf(recipientId) })
    .sort({ createdAt: 1, _id: 1 })
    .lean();

function readingAs(viewerId: string) {
  return { deps, viewerId, loaders: createLoaders(deps, viewerId) };
}

describe('acts', () => {
  test('that come at once are one notification', async () => {
    const recipientId = somebody();
    const replies = Array.from({ length: 8 }, (_, index): Act => {
      const sourceId = deps.newId('pst', recipientId);
      return { recipientId, kind: 'REPLY', subjectId: 'pst_a', actorId: somebody(), sourceId: `${sourceId}/${index}` };
    });
    await Promise.all(replies.map(add));
    expect(await groupsOf(recipientId)).toMatchObject([{ actorCount: 8 }]);
  });

  test('of one person that are told twice at once are one notification', async () => {
    const mention: Act = { recipientId: somebody(), kind: 'MENTION', subjectId: 'pst_b', actorId: somebody(), sourceId: 'pst_b' };
    await Promise.all([add(mention), add(mention)]);
    expect(await groupsOf(mention.recipientId)).toMatchObject([{ actorCount: 1 }]);
  });
});

describe('the unread', () => {
  test('are counted as they are listed: without those whose actors are all hidden by now', async () => {
    const [recipientId, spammer, friend] = [somebody(), somebody(), somebody()];
    const like = { recipientId, kind: 'LIKE' as const, sourceId: 'like' };
    await add({ ...like, subjectId: 'pst_1', actorId: friend });
    await add({ ...like, subjectId: 'pst_2', actorId: spammer });
    await deps.models.restrictions.insertMany([
      { _id: spammer, shard: shardOf(spammer), isSuspended: true, isPrivate: false, isGone: false },
    ]);
    const { nodes } = await listNotifications(readingAs(recipientId), {});
    expect(nodes.map(({ subjectId }) => subjectId)).toEqual(['pst_1']);
    expect(await countUnread(readingAs(recipientId))).toBe(1);
  });

  test('are read together with what was pushed of them, or not at all', async () => {
    const recipientId = somebody();
    await add({ recipientId, kind: 'FOLLOW', subjectId: '', actorId: somebody(), sourceId: 'follow' });
    const [group] = await groupsOf(recipientId);
    const upTo = group?._id ?? '';
    const ledger = deps.models.deliveries;
    const dying = new Proxy(ledger, {
      get: (target, name) => (name === 'updateMany' ? () => Promise.reject(new Error('killed')) : Reflect.get(target, name)),
    });
    const reading = readingAs(recipientId);
    await expect(markRead({ ...reading, deps: { ...deps, models: { ...deps.models, deliveries: dying } } }, upTo)).rejects.toThrow(
      'killed',
    );
    expect(await markRead(reading, upTo)).toBe(0);
    expect((await ledger.findOne({ groupId: upTo }).lean())?.readAt).toEqual((await groupsOf(recipientId))[0]?.readAt);
  });
});
