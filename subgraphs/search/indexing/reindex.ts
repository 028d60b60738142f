import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { SearchDeps } from '../deps.ts';
import { entryFormat } from '../model.ts';
import { type Owner, owners } from './owners.ts';
import { putEntries } from './put-entries.ts';
import { dropGeneration } from './drop-generation.ts';

/** A page is written by one transaction: so many take a small machine far less than the minute that MongoDB allows. */
const pageSize = 200;
/** The old generation is kept this long: transactions that began before the switch may still write to it. */
const keptMs = 120_000;

/**
 * Rebuilds the index from its owners in a new generation, which then answers. Events meanwhile are written to both
 * generations. A repeat goes on where it ended.
 */
export const reindex = defineJob({
  name: 'search.reindex',
  input: z.object({}),
  concurrency: 1,
  run: async (deps: SearchDeps, _data, job) => {
    const building = await begin(deps);
    for (const owner of owners) await readPages(deps, building, owner);
    await job.complete(async () => {
      const change = { $set: { active: building, building: null, switchedAt: deps.clock(), format: entryFormat, readTo: {} } };
      await deps.models.indexState.updateOne({ _id: 'index', building }, change);
      const runAt = new Date(deps.clock().getTime() + keptMs);
      await deps.enqueue(dropGeneration, { before: building }, { id: `drop-generation/${building}`, runAt });
    });
  },
});

/** Enqueues a rebuild that an operator asks for, in the surrounding transaction. */
export async function reindexNow({ clock, enqueue }: SearchDeps): Promise<void> {
  await enqueue(reindex, {}, { id: `reindex/${clock().getTime()}` });
}

/** Enqueues a rebuild where an older version built the index, in the surrounding transaction. */
export async function reindexOutdated({ models, enqueue }: SearchDeps): Promise<void> {
  const state = await models.indexState.findById('index').lean();
  const isNew = state === null && (await models.entries.exists({ generation: 1 })) === null;
  const fresh = { active: 1, building: null, format: entryFormat };
  if (isNew) await models.indexState.updateOne({ _id: 'index' }, { $setOnInsert: fresh }, { upsert: true });
  else if (state?.format !== entryFormat) await enqueue(reindex, {}, { id: `reindex/format-${entryFormat}` });
}

/** Returns the generation under construction, begun now or by an earlier run. */
async function begin({ models, transaction }: SearchDeps): Promise<number> {
  return await transaction(async () => {
    const state = await models.indexState.findById('index').lean();
    if (state?.building != null) return state.building;
    const building = (state?.active ?? 1) + 1;
    const change = { $set: { building, readTo: {} }, $setOnInsert: { active: 1 } };
    await models.indexState.updateOne({ _id: 'index' }, change, { upsert: true });
    return building;
  });
}

/** Writes an owner's objects page by page. Each page's transaction keeps the progress. */
async function readPages(deps: SearchDeps, building: number, { name, read }: Owner): Promise<void> {
  const { indexState } = deps.models;
  let next = read(deps, (await indexState.findById('index').lean())?.readTo?.[name] ?? null, pageSize);
  for (;;) {
    const { findings, last } = await next;
    // The next page is read while this one is written.
    if (last !== null) next = read(deps, last, pageSize);
    next.catch(() => undefined);
    await deps.transaction(async () => {
      await putEntries(deps, [building], findings);
      if (last !== null) await indexState.updateOne({ _id: 'index', building }, { $set: { [`readTo.${name}`]: last } });
    });
    if (last === null) return;
  }
}
