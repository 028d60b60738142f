import { z } from 'zod';
import { anyDate } from '#lib/db/fields.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { removeMedia } from '../library/remove-media.ts';

const everyMs = 10 * 60 * 1000;
/** How long media may belong to nothing. */
const keptIdleMs = 24 * 60 * 60 * 1000;
const chunkSize = 500;

/** Removes uploads whose bytes never came, and media that has belonged to nothing for a day. */
export const collectOrphans = defineJob({
  name: 'media.collect-orphans',
  input: z.object({ round: z.number().int() }),
  run: async (deps: MediaDeps, _data, job) => {
    const now = deps.clock();
    const idleBefore = new Date(now.getTime() - keptIdleMs);
    await removeWhere(deps, { state: 'RECEIVING', expiresAt: { ...anyDate, $lt: now } });
    await removeWhere(deps, { idleSince: { ...anyDate, $lt: idleBefore }, attachedTo: null });
    await job.complete(async () => await scheduleCollection(deps));
  },
});

/** Schedules the next round, in the surrounding transaction; once, however many processes ask for it. */
export async function scheduleCollection(deps: MediaDeps): Promise<void> {
  const round = Math.floor(deps.clock().getTime() / everyMs) + 1;
  await deps.enqueue(collectOrphans, { round }, { id: `collect-orphans/${round}`, runAt: new Date(round * everyMs) });
}

async function removeWhere(deps: MediaDeps, where: object): Promise<void> {
  for (;;) {
    const chunk = await deps.models.media.find(where, { _id: 1 }).limit(chunkSize).lean();
    // Checks the condition again for each: a media may have been claimed in the meantime.
    for (const { _id } of chunk) await deps.transaction(async () => void (await removeMedia(deps, _id, where)));
    if (chunk.length < chunkSize) return;
  }
}
