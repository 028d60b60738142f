import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import { gently } from '#lib/jobs/gently.ts';
import type { SearchDeps } from '../context.ts';

const chunkSize = 100;

/** Removes the generations before one, which answer no more. */
export const dropGeneration = defineJob({
  name: 'search.drop-generation',
  input: z.object({ before: z.number().int() }),
  run: async ({ models }: SearchDeps, { before }) => {
    const old = { generation: { $lt: before } };
    const dropSome = async (): Promise<number> => {
      const chunk = await models.entries.find(old, { _id: 1 }).limit(chunkSize).lean();
      const { deletedCount } = await models.entries.deleteMany({ _id: { $in: chunk.map(({ _id }) => _id) } });
      return deletedCount;
    };
    while ((await gently(dropSome)) > 0);
    await models.suggestions.deleteMany({ kind: 'TAG', ...old });
  },
});
