import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob, type RunningJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../context.ts';
import { edgeIds } from '../rules/follows.ts';
import type { FollowRecord } from '../model.ts';

const edgesPerTransaction = 20;
const transactionsPerRun = 100;

const input = z.object({ userId: z.string(), round: z.number().int().positive() });

/** Removes the follows of a user who is gone, both ways, and counts them off at the other ends; in as many runs as it takes. */
export const eraseFollows = defineJob<z.infer<typeof input>, UsersDeps>({ name: 'users.erase-follows', input, run });

async function run(deps: UsersDeps, { userId, round }: z.infer<typeof input>, job: RunningJob): Promise<void> {
  for (let i = 0; i < transactionsPerRun; i++) {
    const erased = await eraseSome(deps, userId);
    if (erased === 0) return await job.complete(async () => {});
  }
  await job.complete(() => deps.enqueue(eraseFollows, { userId, round: round + 1 }, { id: `erase-follows-${userId}-${round + 1}` }));
}

/** Each edge goes with its count, in one transaction: a run that is repeated finds it gone. */
async function eraseSome(deps: UsersDeps, userId: string): Promise<number> {
  const { following, followers } = deps.models;
  return await deps.transaction(async () => {
    const shard = shardOf(userId);
    const outgoing = await following.find({ shard, followerId: userId }).limit(edgesPerTransaction).lean();
    const rest = edgesPerTransaction - outgoing.length;
    const incoming = rest > 0 ? await followers.find({ shard, followeeId: userId }).limit(rest).lean() : [];
    for (const edge of outgoing) await eraseEdge(deps, edge, { counted: edge.followeeId, step: { followerCount: -1, revision: 1 } });
    for (const edge of incoming) await eraseEdge(deps, edge, { counted: edge.followerId, step: { followingCount: -1, revision: 1 } });
    return outgoing.length + incoming.length;
  });
}

async function eraseEdge(
  { models }: UsersDeps,
  { followerId, followeeId }: FollowRecord,
  { counted, step }: { counted: string; step: Record<string, number> },
): Promise<void> {
  const { atFollower, atFollowee } = edgeIds(followerId, followeeId);
  await models.following.deleteOne(atFollower);
  await models.followers.deleteOne(atFollowee);
  await models.users.updateOne(byId(counted), { $inc: step });
}
