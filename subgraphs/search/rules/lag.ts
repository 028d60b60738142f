/** How far the index is behind what has happened. */
import { checkpointModels } from '#lib/events/reader.ts';
import type { SearchDeps } from '../context.ts';

const publishers = ['posts', 'users'] as const;
/** Searches that come one after the other share a look. */
const freshForMs = 100;

const looks = new WeakMap<object, { at: number; lagMs: Promise<number> }>();

/** The age of the oldest event that is not in the index yet, in milliseconds; 0 when all are. */
export async function readLag(deps: SearchDeps): Promise<number> {
  const now = deps.clock().getTime();
  const last = looks.get(deps.models);
  if (last && now - last.at >= 0 && now - last.at < freshForMs) return await last.lagMs;
  const lagMs = look(deps, now);
  looks.set(deps.models, { at: now, lagMs });
  return await lagMs;
}

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
