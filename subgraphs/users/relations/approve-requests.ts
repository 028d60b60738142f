import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { UsersDeps } from '../context.ts';
import { acceptRequest } from './follows.ts';

const chunkSize = 50;

/** Lets everybody in who has asked to follow a user, once that user is private no longer. */
export const approveRequests = defineJob({
  name: 'users.approve-requests',
  input: z.object({ userId: z.string() }),
  run: async (deps: UsersDeps, { userId }) => {
    while (await approveSome(deps, userId)) {
      // Each turn is whole by itself; a repeat goes on where it ended.
    }
  },
});

/** Whether there may be more. */
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
