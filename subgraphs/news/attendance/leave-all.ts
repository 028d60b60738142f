import { z } from 'zod';
import { shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NewsDeps } from '../deps.ts';
import { leave } from './attend.ts';

const chunkSize = 100;

/** Gives back all seats of an account that is suspended. Each is one transaction; a repeat goes on where it ended. */
export const leaveEvents = defineJob({
  name: 'news.leave-events',
  input: z.object({ userId: z.string() }),
  run: async (deps: NewsDeps, { userId }, job) => {
    await leaveAll(deps, userId);
    await job.complete(async () => undefined);
  },
});

/** Gives back all seats and places of an account. */
export async function leaveAll(deps: NewsDeps, userId: string): Promise<void> {
  const own = { userId, shard: shardOf(userId) };
  const next = async () => await deps.models.attending.find(own).limit(chunkSize).lean();
  for (let chunk = await next(); chunk.length > 0; chunk = await next())
    for (const { eventId } of chunk) await deps.transaction(async () => await leave(deps, { eventId, userId }));
}
