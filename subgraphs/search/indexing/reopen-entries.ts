import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { SearchDeps } from '../deps.ts';
import { countTags, isOpen, listUsers } from './put-entries.ts';

const chunkSize = 100;

/**
 * Opens or closes the public posts of an author whose restrictions have changed, and counts their tags. A repeat goes on where
 * it ended.
 */
export const reopenEntries = defineJob({
  name: 'search.reopen-entries',
  input: z.object({ authorId: z.string() }),
  run: async (deps: SearchDeps, { authorId }) => {
    const { models } = deps;
    for (let isDone = false; !isDone; ) {
      await deps.transaction(async () => {
        const restriction = await models.restrictions.findOne(byId(authorId)).lean();
        const opens = isOpen({ kind: 'POST', visibility: 'PUBLIC' }, restriction);
        const wrong = await models.entries
          .find({ authorId, kind: 'POST', visibility: 'PUBLIC', goneAt: null, isOpen: !opens })
          .limit(chunkSize)
          .lean();
        isDone = wrong.length < chunkSize;
        if (wrong.length === 0) return;
        await models.entries.updateMany({ _id: { $in: wrong.map(({ _id }) => _id) } }, { $set: { isOpen: opens } });
        if (!opens) await models.suggestions.updateOne({ _id: `USER/${authorId}` }, { $set: { hasClosed: true } });
        for (const [generation, entries] of Map.groupBy(wrong, (entry) => entry.generation))
          await countTags(
            deps,
            generation,
            entries.map((entry) => [entry, { ...entry, isOpen: opens }]),
          );
      });
    }
  },
});

/** Opens or closes a user's entry by the present restrictions, in the surrounding transaction. */
export async function openUser(deps: SearchDeps, userId: string): Promise<void> {
  const { models } = deps;
  const restriction = await models.restrictions.findOne(byId(userId)).lean();
  const entries = await models.entries.find({ authorId: userId, kind: 'USER', goneAt: null }).lean();
  const opens = isOpen({ kind: 'USER', visibility: 'PUBLIC' }, restriction);
  await models.entries.updateMany({ _id: { $in: entries.map(({ _id }) => _id) } }, { $set: { isOpen: opens } });
  await listUsers(deps, entries.slice(0, 1), new Map(restriction ? [[userId, restriction]] : []));
}
