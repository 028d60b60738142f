/** Publishes scheduled posts on time. The drafts themselves are the schedule, so no post can be lost or published twice. */
import { byIds } from '#lib/db/ids.ts';
import type { Leases } from '#lib/db/lease.ts';
import { createSchedule, runSchedules, type Schedule } from '#lib/jobs/schedule.ts';
import type { PostsDeps } from '../deps.ts';
import { createLoaders } from '../loaders.ts';
import type { DraftRecord } from '../model.ts';
import { mayAnswer, toPost } from './publish-draft.ts';
import { publish } from '../writing/publish.ts';
import { askStandings, type Standings } from '../authors/standing.ts';

type Due = Pick<DraftRecord, '_id' | 'authorId' | 'publishAt'>;

/** Looks for due drafts. They wait while users does not answer. */
export function startSchedule(deps: PostsDeps, leases: Leases): AsyncDisposable {
  return runSchedules(deps, leases, [publications(deps)]);
}

/** Publishes due drafts, those of one author in one transaction. */
function publications(deps: PostsDeps): Schedule {
  return createSchedule<Due>(deps, {
    name: 'drafts',
    at: 'publishAt',
    find: async ({ filter, sort, limit }) =>
      await deps.models.drafts.find(filter, { authorId: 1, publishAt: 1 }).sort(sort).limit(limit).lean(),
    partsOf: async (due) => {
      const byAuthor = Map.groupBy(due, ({ authorId }) => authorId);
      const standings = await askStandings(deps, [...byAuthor.keys()]);
      return [...byAuthor.values()].map((own) => ({ things: own, run: async () => await publishDue(deps, own, standings) }));
    },
  });
}

async function publishDue(deps: PostsDeps, own: readonly Due[], standings: Standings): Promise<void> {
  const isDue = { ...byIds(own.map(({ _id }) => _id)), publishAt: { $lte: deps.clock() } };
  await deps.transaction(async () => {
    const due = await deps.models.drafts.find(isDue).sort({ publishAt: 1 }).lean();
    if (due.length > 0) await publishOwn(deps, due, standings);
  });
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
