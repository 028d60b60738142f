import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { findOrphans, settleOrphan } from './orphans.ts';

const everyMs = 24 * 60 * 60 * 1000;
/** How long an inconsistency is reported before it is repaired. */
const toldForMs = 20 * 60 * 60 * 1000;

/**
 * Compares records and files once a day, from both sides. Inconsistencies are listed in the log and in `orphans`, and
 * repaired if they are still there a day later.
 */
export const reconcile = defineJob({
  name: 'media.reconcile',
  input: z.object({ round: z.number().int() }),
  concurrency: 1,
  run: async (deps: MediaDeps, _data, job) => {
    const { models, clock, log } = deps;
    const found: string[] = [];
    for await (const orphan of findOrphans(deps)) {
      const { _id, kind } = orphan;
      found.push(_id);
      const now = clock();
      const told = await models.orphans.findOne({ _id, kind, foundAt: { $lte: new Date(now.getTime() - toldForMs) } }).lean();
      if (told) {
        await settleOrphan(deps, orphan);
        log.warn({ mediaId: _id, kind }, 'orphan set right');
      } else {
        await models.orphans.updateOne({ _id }, { $set: { kind }, $setOnInsert: { foundAt: now } }, { upsert: true });
        log.warn({ mediaId: _id, kind }, 'orphan found: it will be set right in a day');
      }
    }
    await models.orphans.deleteMany({ _id: { $nin: found } });
    await job.complete(async () => await scheduleReconciliation(deps));
  },
});

/** Schedules the next round, in the surrounding transaction; once, however many processes ask for it. */
export async function scheduleReconciliation(deps: MediaDeps): Promise<void> {
  const round = Math.floor(deps.clock().getTime() / everyMs) + 1;
  await deps.enqueue(reconcile, { round }, { id: `reconcile/${round}`, runAt: new Date(round * everyMs) });
}
