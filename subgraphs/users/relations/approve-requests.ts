import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../deps.ts';
import { acceptRequest } from './follows.ts';

const chunkSize = 50;

/** Accepts all waiting follow requests of a user who has turned public. */
export const approveRequests = defineJob({
  name: 'users.approve-requests',
  input: z.object({ userId: z.string() }),
  run: async (deps: UsersDeps, { userId }) => {
    while (await approveSome(deps, userId)) {
      // Each turn is a transaction; a repeated job goes on after the last one.
    }
  },
});

/** Accepts some requests; true when more may wait. */
async function approveSome(deps: UsersDeps, userId: string): Promise<boolean> {
  const { models } = deps;
  return await deps.transaction(async () => {
    const user = await models.users.findOne(byId(userId), { isPrivate: 1 }).lean();
    if (user === null || user.isPrivate) return false;
    const requests = await models.requestsReceived
      .find({ shard: shardOf(userId), ownId: userId })
      .limit(chunkSize)
      .lean();
    for (const { otherId } of requests) await acceptRequest(deps, { followerId: otherId, followeeId: userId });
    return requests.length === chunkSize;
  });
}
