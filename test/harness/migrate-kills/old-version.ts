/** What the version before writes while this one migrates. Its writes are always the same, so that their outcome can be compared. */
import { setTimeout as delay } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { byId, createId, shardOf } from '#lib/db/ids.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { newOldPost, type OldAccount, type OldData, type OldEdit, type OldJob, type OldLike, type OldPost } from './old-database.ts';

/** One transaction of the version before. */
type Write = (db: mongoose.mongo.Db, session: mongoose.mongo.ClientSession) => Promise<void>;

export interface OldVersion {
  /** How many edits, likes and posts its writes add. */
  adds: { edits: number; likes: number; posts: number };
  /** Writes all of it. @param pauseMs - Between two writes, so that they come all along the migration. */
  write: (client: mongoose.mongo.MongoClient, database: string, pauseMs?: number) => Promise<void>;
}

const startedAt = Date.UTC(2026, 6, 1);

/** @param times - Later ones come after the writes of a version with a smaller number. */
export function createOldVersion({ accounts, posts, likes }: OldData, { writes, times }: { writes: number; times: number }): OldVersion {
  const chance = repeatableChance(times);
  let madeMs = startedAt + times * 86_400_000;
  const now = (): Date => new Date((madeMs += 1_000));
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256));
  const oneOf = <Item>(list: readonly Item[]): Item => list[Math.floor(chance() * list.length)] as Item;
  const liked = new Set(likes.map(({ _id }) => _id));
  const adds = { edits: 0, likes: 0, posts: 0 };

  const edit = (): Write => {
    adds.edits += 1;
    // Of posts with many edits and with none, again and again.
    const post = posts[Math.floor(chance() ** 2 * posts.length)] as OldPost;
    const [text, entry]: [string, OldEdit] = [`edited ${adds.edits}`, { text: `before edit ${adds.edits}`, editedAt: now() }];
    return async (db, session) => {
      const change = { $set: { text, editedAt: entry.editedAt }, $push: { edits: entry }, $inc: { revision: 1 } };
      await db.collection<OldPost>('posts').updateOne(byId(post._id), change, { session });
    };
  };
  const like = (): Write => {
    const [post, { _id: userId }] = [oneOf(posts), oneOf(accounts)];
    const _id = `${post._id}/${userId}`;
    if (liked.has(_id)) return edit();
    liked.add(_id);
    adds.likes += 1;
    const record: OldLike = { _id, shard: post.shard, postId: post._id, userId, createdAt: now() };
    return async (db, session) => {
      await db.collection<OldLike>('likes').insertOne(record, { session });
      await db.collection<OldPost>('posts').updateOne(byId(post._id), { $inc: { likeCount: 1, revision: 1 } }, { session });
    };
  };
  const publish = (): Write => {
    adds.posts += 1;
    const [{ _id: authorId }, parent] = [oneOf(accounts), oneOf(posts)];
    const post: OldPost = {
      ...newOldPost(createId('pst', now(), bytes, authorId), authorId, now()),
      ...{ replyToId: parent._id, replyToAuthorId: parent.authorId },
    };
    const job: OldJob = {
      _id: `posts.fan-out:${post._id}`,
      ...{ name: 'posts.fan-out', data: { postId: post._id }, state: 'done', runAt: post.publishedAt, queuedAt: post.publishedAt },
    };
    return async (db, session) => {
      await db.collection<OldPost>('posts').insertOne(post, { session });
      await db.collection<OldPost>('posts').updateOne(byId(parent._id), { $inc: { replyCount: 1, revision: 1 } }, { session });
      const author = { _id: authorId, shard: shardOf(authorId) };
      await db.collection<OldAccount>('accounts').updateOne(author, { $inc: { postCount: 1 } }, { session });
      await db.collection<OldJob>('jobs').insertOne(job, { session });
    };
  };

  const all = Array.from({ length: writes }, () => oneOf([edit, like, publish])());
  return {
    adds,
    write: async (client, database, pauseMs = 0) => {
      for (const each of all) {
        await client.withSession(async (session) => await session.withTransaction(async () => await each(client.db(database), session)));
        if (pauseMs > 0) await delay(pauseMs);
      }
    },
  };
}
