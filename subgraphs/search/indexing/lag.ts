/** How far the index is behind what has happened. */
import { checkpointModels } from '#lib/events/reader.ts';
import type { SearchDeps } from '../context.ts';
import { shareLook } from '../finding/share-look.ts';

const publishers = ['posts', 'users'] as const;
/** The age of the oldest event that is not in the index yet, in milliseconds; 0 when all are. Only that it was 0 is believed for a while. */
export const readLag = shareLook(look, 100, (lagMs) => lagMs === 0);

async function look({ connection, redis, log }: SearchDeps, now: number): Promise<number> {
  try {
    const { checkpoints } = checkpointModels(connection);
    const read = new Map((await checkpoints.find({ _id: { $in: publishers } }).lean()).map(({ _id, seq }) => [_id, seq]));
    const ages = await Promise.all(
      publishers.map(async (publisher) => {
        const [next] = await redis.xrange(`events:${publisher}`, `(${read.get(publisher) ?? 0}-0`, '+', 'COUNT', 1);
        const envelope = next?.[1][1];
        return envelope === undefined ? 0 : now - Date.parse((JSON.parse(envelope) as { occurredAt: string }).occurredAt);
      }),
    );
    return Math.max(0, Math.round(Math.max(...ages)));
  } catch (error) {
    // Results are worth more than how old they are.
    log.warn({ err: error }, 'cannot tell how far the index is behind');
    return 0;
  }
}
