/** The rules of notifications by themselves: many acts at once, the unread count, and sources that end meanwhile. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { createId, shardOf } from '#lib/db/ids.ts';
import { openEventLog } from '#lib/events/log.ts';
import { createDeps } from '#lib/service/create-deps.ts';
import { meetOtherUpsert } from '#test/harness/fakes/other-upsert.ts';
import { startStores } from '#test/harness/stores/stores.ts';
import type { NotificationsDeps } from './deps.ts';
import { notifications } from './index.ts';
import { tellOfPost } from './inbox/tell-of-post.ts';
import { createLoaders } from './loaders.ts';
import { type About, type Act, addActs } from './inbox/add-acts.ts';
import { countUnread, listNotifications, markRead } from './inbox/lists.ts';
import { noteGone } from './inbox/still-there.ts';
import { removeSource } from './inbox/take-back.ts';
import { deliverMail } from './mail/deliver-mail.ts';
import { unsubscribe, unsubscribeUrl } from './mail/unsubscribe.ts';
import { readPreferences, updatePreferences, withoutPush } from './settings/preferences.ts';

const opened = new AsyncDisposableStack();
let deps: NotificationsDeps;
beforeAll(async () => {
  const stores = opened.use(await startStores());
  ({ deps } = opened.use(await createDeps(notifications, { env: stores.env('notifications') })));
});
afterAll(async () => await opened.disposeAsync());

const somebody = (): string => createId('usr', new Date(), deps.random);
const addAll = async (about: About, acts: Act[]): Promise<void> => await deps.transaction(async () => await addActs(deps, about, acts));
const add = async ({ actorId, sourceId, ...about }: About & Act): Promise<void> => await addAll(about, [{ actorId, sourceId }]);
const groupsOf = async (recipientId: string) =>
  await deps.models.groups
    .find({ recipientId, shard: shardOf(recipientId) })
    .sort({ createdAt: 1, _id: 1 })
    .lean();

function readingAs(viewerId: string) {
  return { deps, viewerId, loaders: createLoaders(deps, viewerId) };
}

describe('acts', () => {
  test('of several users at once are one notification', async () => {
    const recipientId = somebody();
    const replies = Array.from({ length: 8 }, (_, index) => {
      const sourceId = deps.newId('pst', recipientId);
      return { recipientId, kind: 'REPLY' as const, subjectId: 'pst_a', actorId: somebody(), sourceId: `${sourceId}/${index}` };
    });
    await Promise.all(replies.map(add));
    expect(await groupsOf(recipientId)).toMatchObject([{ actorCount: 8 }]);
  });

  test('of one user that arrive twice at once are one notification', async () => {
    const mention: About & Act = { recipientId: somebody(), kind: 'MENTION', subjectId: 'pst_b', actorId: somebody(), sourceId: 'pst_b' };
    await Promise.all([add(mention), add(mention)]);
    expect(await groupsOf(mention.recipientId)).toMatchObject([{ actorCount: 1 }]);
  });
});

/** A step in the life of one subject. */
type Step = { does: 'act' | 'undo'; actor: number } | { does: 'read' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('act' as const), actor: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('undo' as const), actor: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.constant({ does: 'read' as const }) },
);

describe('many acts', () => {
  /** The result of the steps, with neighbouring acts added together or one by one. */
  async function outcomeOf(steps: Step[], kind: 'LIKE' | 'FOLLOW_REQUEST', isTogether: boolean) {
    const about: About = { recipientId: somebody(), kind, subjectId: 'pst_c' };
    const actors = Array.from({ length: 5 }, somebody);
    const { recipientId } = about;
    // The last user's acts never reach the recipient.
    await deps.models.relations.insertMany([
      { _id: `${recipientId}/${actors[4]}`, shard: shardOf(recipientId), userId: recipientId, otherId: actors[4], mutes: true },
    ]);
    const actOf = (actor: number): Act => ({ actorId: actors[actor] ?? '', sourceId: `${recipientId}/${actor}` });
    let waiting: Act[] = [];
    const settle = async (): Promise<void> => {
      await addAll(about, waiting);
      waiting = [];
    };
    for (const each of steps) {
      if (each.does === 'act') {
        waiting.push(actOf(each.actor));
        if (!isTogether) await settle();
        continue;
      }
      await settle();
      if (each.does === 'undo') await deps.transaction(async () => await removeSource(deps, actOf(each.actor).sourceId));
      else
        await deps.models.groups.updateMany({ recipientId, shard: shardOf(recipientId), readAt: null }, { $set: { readAt: new Date() } });
    }
    await settle();
    const groups = await groupsOf(recipientId);
    const acts = await deps.models.acts.find({ recipientId, shard: shardOf(recipientId) }).lean();
    const nameOf = (actorId: string): number => actors.indexOf(actorId);
    return {
      groups: groups.map(({ actorIds, actorCount, revision, isShown, readAt }) => {
        return { actors: actorIds.map(nameOf), actorCount, revision, isShown, isRead: readAt !== null };
      }),
      acts: acts
        .map(({ groupId, actorId, sourceIds }) => {
          return `${groups.findIndex(({ _id }) => _id === groupId)}: ${nameOf(actorId)} by ${sourceIds.map((id) => id.slice(-1)).join()}`;
        })
        .sort(),
    };
  }

  test.each(['LIKE', 'FOLLOW_REQUEST'] as const)('of kind %s have the same result together as one by one', async (kind) => {
    const check = async (steps: Step[]): Promise<void> => {
      const [together, apart] = [await outcomeOf(steps, kind, true), await outcomeOf(steps, kind, false)];
      expect(together).toEqual(apart);
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), check), { numRuns: cases(12) });
  });

  test('make one event and one push', async () => {
    const about: About = { recipientId: somebody(), kind: 'LIKE', subjectId: 'pst_d' };
    const likes = Array.from({ length: 100 }, (_, index) => ({ actorId: somebody(), sourceId: `like/pst_d/${index}` }));
    await addAll(about, likes.slice(0, 50));
    await addAll(about, likes);
    const [group, ...others] = await groupsOf(about.recipientId);
    expect([group?.actorCount, group?.actorIds.length, others]).toEqual([100, 10, []]);
    expect(await openEventLog(deps.connection).pending.countDocuments({ topics: about.recipientId })).toBe(2);
    expect(await deps.models.deliveries.countDocuments({ recipientId: about.recipientId })).toBe(1);
  });
});

describe('the unread', () => {
  test('are counted as they are listed: without those whose actors are all hidden', async () => {
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

  test('are marked as read together with their pushes, or not at all', async () => {
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

describe('what has ended meanwhile', () => {
  const about = { mentionIds: [], replyToId: null, replyToAuthorId: null, repostOfId: null, repostOfAuthorId: null };

  /** Runs the job of a new post, while posts answers that every recipient may see it. */
  async function tell(post: Record<string, unknown>): Promise<void> {
    const input = tellOfPost.input.parse({ ...about, ...post });
    const { replyToAuthorId, mentionIds } = input;
    const visible = {
      post: { text: '', authorId: input.authorId },
      viewerIds: [replyToAuthorId, ...mentionIds].filter((id) => id !== null),
    };
    const asking = { ...deps, ask: async () => ({ _visibleTo: JSON.stringify(visible) }) };
    await tellOfPost.run(asking as never, input, { id: 'job', attempt: 1, complete: async (work) => await deps.transaction(work) });
  }

  test('makes no notification: neither a deleted post nor the answer to one', async () => {
    const [ada, ben, authorId] = [somebody(), somebody(), somebody()];
    await deps.transaction(async () => await noteGone(deps, 'pst_gone'));
    await tell({ postId: 'pst_gone', authorId, mentionIds: [ada] });
    expect(await groupsOf(ada)).toEqual([]);
    await tell({ postId: 'pst_answer', authorId, replyToId: 'pst_gone', replyToAuthorId: ada, mentionIds: [ben] });
    expect(await groupsOf(ada)).toEqual([]);
    expect(await groupsOf(ben)).toMatchObject([{ kind: 'MENTION', subjectId: 'pst_answer' }]);
  });

  test('a kind that came after a user has chosen is as by default for them', async () => {
    const ada = somebody();
    const record = { push: ['LIKE'], email: [], weeklyDigest: false, digestDueAt: null };
    await deps.models.preferences.collection.insertOne({ _id: ada, shard: shardOf(ada), ...record } as never);
    const { push, email } = await readPreferences(deps, ada);
    expect(push).toEqual([
      'LIKE',
      'ROOM_MESSAGE',
      'ROOM_MENTION',
      'ROOM_INVITE',
      'ARTICLE_ADDED',
      'EVENT_CHANGED',
      'EVENT_SOON',
      'EVENT_SEAT',
    ]);
    expect(email).toEqual(['ARTICLE_ADDED']);
    expect(await withoutPush(deps, 'EVENT_SOON', [ada])).toEqual(new Set());
    expect(await withoutPush(deps, 'REPLY', [ada])).toEqual(new Set([ada]));
    await updatePreferences(deps, ada, { push: ['LIKE'] });
    expect(await readPreferences(deps, ada)).toMatchObject({ push: ['LIKE'], email: ['ARTICLE_ADDED'] });
    expect(await withoutPush(deps, 'EVENT_SOON', [ada])).toEqual(new Set([ada]));
  });

  test('the link in a mail writes nothing for a deleted account', async () => {
    const [ada, ben] = [somebody(), somebody()];
    await deps.models.restrictions.insertMany([{ _id: ada, shard: shardOf(ada), isGone: true, isPrivate: false, isSuspended: false }]);
    for (const userId of [ada, ben]) {
      const token = new URL(unsubscribeUrl(deps, userId, 'MEDIA_READY')).searchParams.get('token') ?? '';
      await unsubscribe(deps, token);
    }
    const left = await deps.models.preferences.find({ _id: { $in: [ada, ben] } }).lean();
    expect(left.map(({ _id, email }) => [_id, email])).toEqual([[ben, ['ARTICLE_ADDED']]]);
  });
});

test('a mail that meets another try, recorded a moment before, goes out once', async () => {
  const userId = somebody();
  const to = { userId, name: 'Ada', address: 'ada@example.org' };
  using other = meetOtherUpsert(deps.models.deliveries);
  await deliverMail(deps, `met/${userId}`, { template: 'verification', to, url: 'https://agora.example/verify' });
  expect(other.hasMet()).toBe(true);
  expect(await deps.models.mailbox.find({ recipientId: userId }).lean()).toMatchObject([{ times: 1 }]);
});

test('a mail that is asked for many times at once goes out once; every other try hears that it is on its way, or is done', async () => {
  for (let round = 1; round <= 5; round++) {
    const userId = somebody();
    const request = {
      template: 'verification' as const,
      to: { userId, name: 'Ada', address: 'ada@example.org' },
      url: 'https://agora.example/verify',
    };
    const tries = await Promise.allSettled(Array.from({ length: 20 }, async () => await deliverMail(deps, `race/${userId}`, request)));
    const failed = tries.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    expect(failed.filter((reason) => !reason.includes('This mail is on its way.'))).toEqual([]);
    expect(await deps.models.mailbox.find({ recipientId: userId }).lean()).toMatchObject([{ times: 1 }]);
  }
});
