import type { NotificationResolvers } from '../generated/types.ts';
import { newestSource, shownActors } from '../inbox/lists.ts';
import { articleOf, eventOf } from '../news/subject.ts';
import { kinds } from '../settings/kinds.ts';

export const Notification: NotificationResolvers = {
  __resolveReference: async ({ id }, context) => await context.loaders.ownGroup.load(id),
  id: ({ _id }) => _id,
  actors: async (group, _args, context) => (await shownActors(context, group)).map((id) => ({ id })),
  post: ({ kind, subjectId }) => (kinds[kind].needsPost ? { id: subjectId } : null),
  answer: async (group, _args, context) => {
    const id = group.kind === 'REPLY' ? await newestSource(context, group) : null;
    return id === null ? null : { id };
  },
  room: ({ kind, subjectId }) => (kinds[kind].isOfRoom ? { id: subjectId } : null),
  message: async (group, _args, context) => {
    const id = kinds[group.kind].isOfRoom ? await newestSource(context, group) : null;
    return id === null ? null : { id };
  },
  media: ({ kind, subjectId }) => (kind === 'MEDIA_READY' ? { id: subjectId } : null),
  article: ({ kind, subjectId }) => stubOf(articleOf(kind, subjectId)),
  event: ({ kind, subjectId }) => stubOf(eventOf(kind, subjectId)),
};

function stubOf(id: string | null): { id: string } | null {
  return id === null ? null : { id };
}
