import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { RunningJob } from '#lib/jobs/job.ts';
import type { UsersDeps } from '../deps.ts';
import { noteErased } from '../accounts/erasures.ts';
import { edgeKinds, endOf, findEdges, removeEdge } from './edges.ts';
import type { FollowRecord } from '../model/edges.ts';

const edgesPerTransaction = 20;
const transactionsPerRun = 100;

const input = z.object({ userId: z.string(), round: z.number().int().positive() });

/**
 * Removes the edges of a deleted user: follows, with the counts at the other ends, requests, blocks and mutes. A run that
 * reaches its limit enqueues the next.
 */
export const eraseRelations = defineJob<z.infer<typeof input>, UsersDeps>({ name: 'users.erase-relations', input, run });

async function run(deps: UsersDeps, { userId, round }: z.infer<typeof input>, job: RunningJob): Promise<void> {
  for (let i = 0; i < transactionsPerRun; i++) {
    const erased = await eraseSome(deps, userId);
    if (erased === 0) return await job.complete(async () => await noteErased(deps, userId, 'users'));
  }
  await job.complete(() => deps.enqueue(eraseRelations, { userId, round: round + 1 }, { id: `erase-relations-${userId}-${round + 1}` }));
}

/** Removes some edges and their counts in one transaction, so that a repeated run counts none twice. */
async function eraseSome(deps: UsersDeps, userId: string): Promise<number> {
  const { following, followers } = deps.models;
  return await deps.transaction(async () => {
    const shard = shardOf(userId);
    const outgoing = await following.find({ shard, followerId: userId }).limit(edgesPerTransaction).lean();
    const incoming = await followers.find({ shard, followeeId: userId }).limit(edgesPerTransaction).lean();
    for (const edge of outgoing) await eraseFollow(deps, edge, { counted: edge.followeeId, step: { followerCount: -1, revision: 1 } });
    for (const edge of incoming) await eraseFollow(deps, edge, { counted: edge.followerId, step: { followingCount: -1, revision: 1 } });
    let erased = outgoing.length + incoming.length;
    for (const kind of edgeKinds) {
      const edges = await findEdges(deps, kind, userId, edgesPerTransaction);
      for (const edge of edges) await removeEdge(deps, kind, edge);
      erased += edges.length;
    }
    return erased;
  });
}

async function eraseFollow(
  { models }: UsersDeps,
  { followerId, followeeId }: FollowRecord,
  { counted, step }: { counted: string; step: Record<string, number> },
): Promise<void> {
  await models.following.deleteOne(endOf(followerId, followeeId));
  await models.followers.deleteOne(endOf(followeeId, followerId));
  await models.users.updateOne(byId(counted), { $inc: step });
}
