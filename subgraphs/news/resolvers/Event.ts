import { badInput } from '#lib/core/errors.ts';
import { listAttendees } from '../attendance/attendees.ts';
import { shownAuthor } from '../authors/shown-author.ts';
import { readingOf } from '../context.ts';
import { findNamed } from '../reading/find-named.ts';
import type { EventResolvers } from '../generated/types.ts';

const maxStretchMs = 366 * 24 * 60 * 60 * 1000;

export const Event: EventResolvers = {
  __resolveReference: async ({ id }, context) => await findNamed(await readingOf(context), 'event', { id }, context.loaders.event),
  id: ({ _id }) => _id,
  body: async ({ _id }, _args, { loaders }) => (await loaders.eventText.load(_id))?.body ?? '',
  bodyHtml: async ({ _id }, _args, { loaders }) => (await loaders.eventText.load(_id))?.bodyHtml ?? '',
  author: async ({ authorId }, _args, context) => await shownAuthor(context, authorId),
  nextOccurrence: async ({ _id }, _args, { loaders }) => await loaders.nextOccurrence.load(_id),
  occurrences: async ({ _id }, { from, to }, { loaders }) => {
    const ms = to.getTime() - from.getTime();
    if (!(ms > 0 && ms <= maxStretchMs)) throw badInput('to', 'The stretch of time ends after it begins, within 366 days.');
    return await loaders.occurrences(from, to).load(_id);
  },
  attendingCount: async ({ _id, attendingCount }, _args, { loaders }) => attendingCount - (await loaders.hiddenAttendances.load(_id)).going,
  waitlistCount: async ({ _id, waitlistCount }, _args, { loaders }) => waitlistCount - (await loaders.hiddenAttendances.load(_id)).waiting,
  viewerAttendance: async ({ _id }, _args, { loaders }) => (await loaders.attendance.load(_id))?.state ?? 'NONE',
  attendees: async (event, args, context) => await listAttendees(context, event, args),
};
