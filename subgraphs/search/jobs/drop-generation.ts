import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { SearchDeps } from '../context.ts';

const chunkSize = 500;

/** Removes the generations before one, which answer no more. */
export const dropGeneration = defineJob({
  name: 'search.drop-generation',
  input: z.object({ before: z.number().int() }),
  run: async ({ models }: SearchDeps, { before }) => {
    const old = { generation: { $lt: before } };
    for (;;) {
      const chunk = await models.entries.find(old, { _id: 1 }).limit(chunkSize).lean();
      await models.entries.deleteMany({ _id: { $in: chunk.map(({ _id }) => _id) } });
      if (chunk.length < chunkSize) break;
    }
    await models.suggestions.deleteMany({ kind: 'TAG', ...old });
  },
});
