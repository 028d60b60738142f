import { memoize } from '#lib/core/memoize.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { firstInStream } from '#lib/events/relay/relay.ts';
import type { SearchDeps } from '../deps.ts';

const publishers = ['posts', 'users'] as const;

/** The age of the oldest event that the index lacks, in milliseconds; 0 when it lacks none. Only 0 is kept for a while. */
export const readLag = memoize(measureLag, { freshForMs: 100, isKept: (lagMs) => lagMs === 0 });

async function measureLag({ connection, redis, log }: SearchDeps, nowMs: number): Promise<number> {
  try {
    const { checkpoints } = checkpointModels(connection);
    const read = new Map((await checkpoints.find({ _id: { $in: publishers } }).lean()).map(({ _id, seq }) => [_id, seq]));
    const ages = await Promise.all(
      publishers.map(async (publisher) => {
        const next = await firstInStream(redis, publisher, { afterSeq: read.get(publisher) ?? 0 });
        return next ? nowMs - Date.parse(next.occurredAt) : 0;
      }),
    );
    return Math.max(0, Math.round(Math.max(...ages)));
  } catch (error) {
    // The results of a search are worth more than their lag.
    log.warn({ err: error }, 'cannot measure the lag of the index');
    return 0;
  }
}
