import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { SearchDeps } from '../context.ts';
import { countTags } from '../rules/put-entries.ts';

const chunkSize = 100;

/** Counts the tags of an author as they are for everybody now, after something has begun or ceased to restrict them. A repeat goes on where it ended. */
export const recountTags = defineJob({
  name: 'search.recount-tags',
  input: z.object({ authorId: z.string() }),
  run: async (deps: SearchDeps, { authorId }) => {
    const { models } = deps;
    for (let isDone = false; !isDone; ) {
      await deps.transaction(async () => {
        const restriction = await models.restrictions.findOne(byId(authorId)).lean();
        const isCounted = !restriction?.isGone && !restriction?.isPrivate && !restriction?.isSuspended;
        const wrong = await models.entries
          .find({ authorId, kind: 'POST', visibility: 'PUBLIC', goneAt: null, isCounted: !isCounted })
          .limit(chunkSize)
          .lean();
        isDone = wrong.length < chunkSize;
        if (wrong.length === 0) return;
        await models.entries.updateMany({ _id: { $in: wrong.map(({ _id }) => _id) } }, { $set: { isCounted } });
        for (const [generation, entries] of Map.groupBy(wrong, (entry) => entry.generation))
          await countTags(
            deps,
            generation,
            entries.map((entry) => [entry, { ...entry, isCounted }]),
          );
      });
    }
  },
});
