import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import { throttle } from '#lib/jobs/throttle.ts';
import type { SearchDeps } from '../deps.ts';
import { asksOldForMs, readIndexState } from './index-state.ts';

const chunkSize = 100;
/** Searches that began with the old generation have ended after this time. */
const outlivesMs = 4 * asksOldForMs;

/** Removes the generations before one, when no search reads them any more. */
export const dropGeneration = defineJob({
  name: 'search.drop-generation',
  input: z.object({ before: z.number().int() }),
  run: async (deps: SearchDeps, { before }) => {
    const { models, clock } = deps;
    const { active, switchedAt } = await readIndexState(deps);
    const leftMs = (switchedAt?.getTime() ?? 0) + outlivesMs - clock().getTime();
    await delay(Math.max(0, Math.min(outlivesMs, leftMs)));
    const old = { generation: { $lt: Math.min(before, active) } };
    const dropSome = async (): Promise<number> => {
      const chunk = await models.entries.find(old, { _id: 1 }).limit(chunkSize).lean();
      const { deletedCount } = await models.entries.deleteMany({ _id: { $in: chunk.map(({ _id }) => _id) } });
      return deletedCount;
    };
    while ((await throttle(dropSome)) > 0);
    await models.suggestions.deleteMany({ kind: 'TAG', ...old });
  },
});
