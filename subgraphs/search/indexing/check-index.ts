import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import { throttle } from '#lib/jobs/throttle.ts';
import type { SearchDeps } from '../deps.ts';
import { findDrift } from './find-drift.ts';
import { readIndexState } from './index-state.ts';
import { owners } from './owners.ts';

const everyMs = 10 * 60 * 1000;
const pageSize = 1_000;
/** The number of each owner's objects that one round compares. The next round goes on from there. */
const pagesARound = 100;

/** Compares a part of the index with its owners, mends it and logs the differences. It rests while a new generation is built. */
export const checkIndex = defineJob({
  name: 'search.check-index',
  input: z.object({ round: z.number().int() }),
  concurrency: 1,
  run: async (deps: SearchDeps, _data, job) => {
    const { building } = await readIndexState(deps);
    if (building === null) for (const owner of owners) await checkPages(deps, owner);
    await job.complete(async () => await scheduleIndexCheck(deps));
  },
});

async function checkPages(deps: SearchDeps, owner: (typeof owners)[number]): Promise<void> {
  const { models, log } = deps;
  const field = `checkedTo.${owner.name}`;
  let after = (await models.indexState.findById('index').lean())?.checkedTo?.[owner.name] ?? null;
  for (let page = 0; page < pagesARound; page++) {
    const { last, missing, leftOver } = await throttle(async () => await findDrift(deps, owner, after, pageSize));
    if (missing.length + leftOver.length > 0)
      log.warn(
        { owner: owner.name, missing: missing.length, leftOver: leftOver.length, examples: [...missing, ...leftOver].slice(0, 5) },
        'the index differed from its owner and was mended',
      );
    after = last;
    const noted = after === null ? { $unset: { [field]: 1 } } : { $set: { [field]: after } };
    await models.indexState.updateOne({ _id: 'index' }, { ...noted, $setOnInsert: { active: 1 } }, { upsert: true });
    if (after === null) return;
  }
}

/** Enqueues the next round once, however many processes ask, in the surrounding transaction. */
export async function scheduleIndexCheck(deps: SearchDeps): Promise<void> {
  const round = Math.floor(deps.clock().getTime() / everyMs) + 1;
  await deps.enqueue(checkIndex, { round }, { id: `check-index/${round}`, runAt: new Date(round * everyMs) });
}
