/** Publishes scheduled posts on time. The drafts themselves are the schedule, so no post can be lost or published twice. */
import { byIds } from '#lib/db/ids.ts';
import type { Leases } from '#lib/db/lease.ts';
import { runSchedule } from '#lib/jobs/schedule.ts';
import type { PostsDeps } from '../deps.ts';
import { createLoaders } from '../loaders.ts';
import type { DraftRecord } from '../model.ts';
import { mayAnswer, toPost } from './publish-draft.ts';
import { publish } from '../writing/publish.ts';
import { askStandings, type Standings } from '../authors/standing.ts';

const batchSize = 50;

/** Looks for due drafts. They wait while users does not answer. */
export function startSchedule(deps: PostsDeps, leases: Leases): AsyncDisposable {
  return runSchedule(deps, leases, { name: 'schedule', batchSize, doDue: async () => await publishDue(deps) });
}

/** Publishes up to 50 due drafts, those of one author in one transaction, and returns their number. Two calls at once publish each draft once. */
async function publishDue(deps: PostsDeps): Promise<number> {
  const { models, clock } = deps;
  const isDue = { publishAt: { $lte: clock() } };
  const found = await models.drafts.find(isDue, { authorId: 1 }).sort({ publishAt: 1 }).limit(batchSize).lean();
  if (found.length === 0) return 0;
  const standings = await askStandings(
    deps,
    found.map(({ authorId }) => authorId),
  );
  for (const own of Map.groupBy(found, ({ authorId }) => authorId).values()) {
    const ids = own.map(({ _id }) => _id);
    await deps.transaction(async () => {
      const due = await models.drafts
        .find({ ...byIds(ids), ...isDue })
        .sort({ publishAt: 1 })
        .lean();
      if (due.length > 0) await publishOwn(deps, due, standings);
    });
  }
  return found.length;
}

/** Publishes due drafts of one author, in the surrounding transaction. */
async function publishOwn(deps: PostsDeps, due: DraftRecord[], standings: Standings): Promise<void> {
  const { fit, unfit } = await sort(deps, due, standings);
  await deps.models.drafts.deleteMany(byIds(fit.map(({ _id }) => _id)));
  await deps.models.drafts.updateMany(byIds(unfit.map(({ _id }) => _id)), { $set: { publishAt: null } });
  const posts = [];
  for (const draft of fit) posts.push(await toPost(deps, draft));
  if (posts.length > 0) await publish(deps, posts, standings);
}

/** Returns the drafts that can be published. Drafts whose answered post or author is gone or hidden stay drafts, without a time. */
async function sort(deps: PostsDeps, due: DraftRecord[], standings: Standings): Promise<{ fit: DraftRecord[]; unfit: DraftRecord[] }> {
  const authorIds = [...new Set(due.map(({ authorId }) => authorId))];
  const gone = await deps.models.accounts.find({ ...byIds(authorIds), deletedAt: { $ne: null } }, { _id: 1 }).lean();
  const goneIds = new Set(gone.map(({ _id }) => _id));
  const fit: DraftRecord[] = [];
  for (const draft of due) {
    const reading = { loaders: createLoaders(deps, draft.authorId) };
    if (standings.has(draft.authorId) && !goneIds.has(draft.authorId) && (await mayAnswer(reading, draft))) fit.push(draft);
  }
  return { fit, unfit: due.filter((draft) => !fit.includes(draft)) };
}
