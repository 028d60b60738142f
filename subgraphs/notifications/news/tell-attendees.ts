import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { Job } from '#lib/jobs/job.ts';
import type { NotificationsDeps } from '../deps.ts';
import { addWithoutActor } from '../inbox/add-acts.ts';
import { askAttendees } from './ask-news.ts';
import { eventSubject } from './subject.ts';

const pageSize = 500;
/** So many are told beside each other. */
const lanes = 8;

const input = z.object({
  eventId: z.string(),
  kind: z.enum(['EVENT_CHANGED', 'EVENT_SOON', 'EVENT_SEAT']),
  /** What sets this change, occurrence or seat apart from others of the event. */
  what: z.number().int(),
  /** Who is told; null for all who go, and wait unless it is about to begin. */
  userIds: z.array(z.string()).nullable(),
  /** Nobody is told after this moment. */
  until: z.iso.datetime().nullable(),
  after: z.string().nullable(),
  page: z.number().int(),
});
type Telling = z.infer<typeof input>;

/** Notifies those who go to an event, one page of them a run. A repeated run tells nobody twice. */
export const tellAttendees: Job<Telling> = defineJob({
  name: 'notifications.tell-attendees',
  input,
  attempts: 15,
  run: async (deps: NotificationsDeps, data, job) => {
    const { eventId, kind, userIds, until, after, page } = data;
    if (until !== null && deps.clock() > new Date(until)) return;
    const { ids, next } =
      userIds === null
        ? await askAttendees(deps, { eventId, isGoing: kind === 'EVENT_SOON', after, first: pageSize })
        : { ids: userIds, next: null };
    const subjectId = eventSubject(eventId, data.what);
    const tell = async (recipientId: string): Promise<void> =>
      await deps.transaction(async () => void (await addWithoutActor(deps, { recipientId, kind, subjectId })));
    for (let index = 0; index < ids.length; index += lanes) await Promise.all(ids.slice(index, index + lanes).map(tell));
    await job.complete(async () => {
      if (next !== null) await startTelling(deps, { ...data, after: next, page: page + 1 });
    });
  },
});

/** Begins to tell those who go to an event, in the surrounding transaction; once for the same change, occurrence or seat. */
export async function startTelling(
  deps: NotificationsDeps,
  telling: Pick<Telling, 'eventId' | 'kind' | 'what'> & Partial<Telling>,
): Promise<void> {
  const data = { userIds: null, until: null, after: null, page: 1, ...telling };
  await deps.enqueue(tellAttendees, data, { id: `tell-attendees/${data.eventId}/${data.kind}/${data.what}/${data.page}` });
}
