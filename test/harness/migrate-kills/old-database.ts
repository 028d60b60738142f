/** The database of posts as the version before all migrations left it: its documents and its indexes, and no list of migrations. */
import type mongoose from 'mongoose';
import { createId, shardOf } from '#lib/db/ids.ts';
import type { JobRecord } from '#lib/jobs/records.ts';
import type { RestrictionRecord } from '#lib/relations/replica.ts';
import type { AccountRecord, LikeRecord, PostRecord, RepostRecord } from '../../../subgraphs/posts/model.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';

export interface OldEdit {
  text: string;
  editedAt: Date;
}

export type OldPost = Omit<PostRecord, 'isListed' | 'editCount' | 'editBytes'> & { edits: OldEdit[] };
export type OldLike = Omit<LikeRecord, 'isListed'>;
export type OldAccount = Pick<AccountRecord, '_id' | 'shard' | 'username' | 'postCount'>;
export type OldJob = Omit<JobRecord, 'shard'>;

/** What is in it. Each document is the same for the same size. */
export interface OldData {
  accounts: OldAccount[];
  posts: OldPost[];
  likes: OldLike[];
  reposts: RepostRecord[];
  restrictions: RestrictionRecord[];
  jobs: OldJob[];
}

const startedAt = Date.UTC(2026, 0, 1);
const postsEach = 8;
const mostEdits = 4;
/** Of each ten users one is private, and one of each thirty suspended. */
const [privateEach, suspendedEach] = [10, 30];

export function createOldData(postCount: number): OldData {
  const chance = repeatableChance(postCount);
  let madeMs = startedAt;
  const now = (): Date => new Date((madeMs += 1_000));
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256));
  const oneOf = <Item>(list: readonly Item[]): Item => list[Math.floor(chance() * list.length)] as Item;

  const accounts = Array.from({ length: Math.ceil(postCount / postsEach) }, (_, index): OldAccount => {
    const _id = createId('usr', now(), bytes);
    return { _id, shard: shardOf(_id), username: `user${index}`, postCount: 0 };
  });
  const reposted = new Set<string>();
  const data: OldData = { accounts, posts: [], likes: [], reposts: [], restrictions: [], jobs: [] };
  for (let made = 0; made < postCount; made += 1) {
    const author = oneOf(accounts);
    const post = newOldPost(createId('pst', now(), bytes, author._id), author._id, now());
    const target = data.posts.length > 0 && chance() < 0.3 ? oneOf(data.posts) : null;
    const repostId = `${target?._id}/${author._id}`;
    if (target && (reposted.has(repostId) || chance() < 0.5)) {
      Object.assign(post, { replyToId: target._id, replyToAuthorId: target.authorId });
      target.replyCount += 1;
    } else if (target) {
      Object.assign(post, { text: '', repostOfId: target._id, repostOfAuthorId: target.authorId });
      const repost = { postId: target._id, userId: author._id, repostId: post._id };
      data.reposts.push({ _id: repostId, shard: target.shard, ...repost });
      reposted.add(repostId);
      target.repostCount += 1;
    }
    if (!target && chance() < 0.5)
      post.edits = Array.from({ length: 1 + Math.floor(chance() * mostEdits) }, (_, edit) => ({ text: `text ${edit}`, editedAt: now() }));
    if (chance() < 0.1) post.visibility = 'FOLLOWERS';
    author.postCount += 1;
    data.posts.push(post);
  }
  for (const post of data.posts.filter(() => chance() < 0.3)) {
    for (const userId of new Set([oneOf(accounts)._id, oneOf(accounts)._id])) {
      data.likes.push({ _id: `${post._id}/${userId}`, shard: post.shard, postId: post._id, userId, createdAt: now() });
      post.likeCount += 1;
    }
  }
  data.restrictions = accounts.flatMap(({ _id, shard }, index) => {
    const [isPrivate, isSuspended] = [index % privateEach === 0, index % suspendedEach === 1];
    return isPrivate || isSuspended ? [{ _id, shard, isPrivate, isSuspended, isGone: false, revision: 1 }] : [];
  });
  data.jobs = data.posts.map(({ _id }) => ({
    _id: `posts.fan-out:${_id}`,
    ...{ name: 'posts.fan-out', data: { postId: _id }, state: 'done' as const, runAt: new Date(startedAt), queuedAt: new Date(startedAt) },
  }));
  return data;
}

export function newOldPost(_id: string, authorId: string, publishedAt: Date): OldPost {
  return {
    ...{ _id, shard: shardOf(_id), authorId, text: 'the text of now', visibility: 'PUBLIC' },
    ...{ createdAt: publishedAt, publishedAt, editedAt: null, hashtags: ['old'], mentionIds: [], mentionNames: [] },
    ...{ replyToId: null, replyToAuthorId: null, repostOfId: null, repostOfAuthorId: null, mediaIds: [] },
    ...{ likeCount: 0, replyCount: 0, repostCount: 0, revision: 1, edits: [] },
  };
}

/** Those that this version drops, besides some that both have. */
const oldIndexes: Record<string, mongoose.mongo.IndexDescription[]> = {
  posts: [
    { key: { visibility: 1, publishedAt: -1, _id: -1 } },
    { key: { hashtags: 1, publishedAt: -1, _id: -1 } },
    { key: { mentionIds: 1 } },
    { key: { replyToId: 1, publishedAt: 1, _id: 1 } },
    { key: { authorId: 1, publishedAt: -1, _id: -1 } },
  ],
  likes: [{ key: { postId: 1, createdAt: -1, userId: -1 } }, { key: { userId: 1 } }],
  relations: [{ key: { userId: 1, otherId: 1 }, unique: true }],
  following: [{ key: { followerId: 1, followeeId: 1 }, unique: true }],
  followers: [{ key: { followeeId: 1, followerId: 1 }, unique: true }],
};

export async function storeOldData(db: mongoose.mongo.Db, data: OldData): Promise<void> {
  for (const [collection, indexes] of Object.entries(oldIndexes)) await db.collection(collection).createIndexes(indexes);
  for (const [collection, documents] of Object.entries(data) as [string, { _id: string }[]][])
    await db.collection<{ _id: string }>(collection).insertMany(documents);
}
