/** Judges a load once it has ended and everything has arrived: each acknowledged write is there, once. */
import { shardOf } from '#lib/db/ids.ts';
import { compareSequences, type Figure } from '../../../harness/load/figures.ts';
import type { Load } from '../../../harness/load/load.ts';
import { readFeed } from '../../../harness/clients/posting.ts';
import type { World } from './world.ts';

const drainWithinMs = 60_000;
const eventWithinMs = 15_000;

/** Ends the load's listening; the load itself has been stopped. */
export async function judgeKept({ agora, stores }: World, load: Load, name: string): Promise<Figure[]> {
  const { cast, posts: published, likes, follows, watcher } = load;
  await stores.drain(drainWithinMs);
  const { posts, users } = stores;
  const stored = new Set((await posts.models.posts.find({ _id: { $in: published } }, { _id: 1 }).lean()).map(({ _id }) => _id));
  let lostLikes = 0;
  for (const like of likes) {
    const [postId = '', userId = ''] = like.split(' ');
    if (!(await posts.models.likes.exists({ shard: shardOf(postId), postId, userId }))) lostLikes += 1;
  }
  const likeCounts = await posts.models.posts.find({ _id: { $in: published } }, { likeCount: 1 }).lean();
  const likesCounted = likeCounts.reduce((sum, { likeCount }) => sum + likeCount, 0);
  let wrongFollows = 0;
  for (const [ends, isFollowing] of follows) {
    const [followerId = '', followeeId = ''] = ends.split(' ');
    const found = await users.models.following.exists({ shard: shardOf(followerId), followerId, followeeId });
    const replica = await posts.models.following.exists({ shard: shardOf(followerId), followerId, followeeId });
    if ((found !== null) !== isFollowing || (replica !== null) !== isFollowing) wrongFollows += 1;
  }
  const figures: Figure[] = [
    { what: `${name}: posts, likes and follows acknowledged`, value: published.length + likes.size + follows.size, unit: '' },
    { what: `${name}: acknowledged posts lost`, value: published.length - stored.size, unit: '', exactly: 0 },
    {
      what: `${name}: acknowledged likes lost, or counted otherwise`,
      value: lostLikes + Math.abs(likesCounted - likes.size),
      unit: '',
      exactly: 0,
    },
    { what: `${name}: follows that stand otherwise than acknowledged`, value: wrongFollows, unit: '', exactly: 0 },
  ];
  let missing = 0;
  let repeated = 0;
  let others = 0;
  for (const fan of cast.fans) {
    const inFeed = (await readFeed(agora, fan)).filter(({ text }) => text.startsWith(load.prefix)).map(({ id }) => id);
    const compared = compareSequences(published, inFeed);
    missing += compared.missing;
    repeated += compared.repeated;
    others += inFeed.filter((id) => !stored.has(id)).length;
  }
  figures.push({
    what: `${name}: posts missing, repeated or unknown in ${cast.fans.length} feeds`,
    value: missing + repeated + others,
    unit: '',
    exactly: 0,
  });
  await watcher.reach(published.length, eventWithinMs).catch((error: unknown) => console.log(`${name}, live: ${String(error)}`));
  await watcher.stop();
  const live = compareSequences(
    published,
    watcher.seen.map(({ id }) => id),
  );
  figures.push({ what: `${name}: posts missing or repeated live`, value: live.missing + live.repeated, unit: '', exactly: 0 });
  return figures;
}
