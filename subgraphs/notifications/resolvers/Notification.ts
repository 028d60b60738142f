import type { NotificationResolvers } from '../generated/types.ts';
import { newestAnswer, shownActors } from '../inbox/lists.ts';

export const Notification: NotificationResolvers = {
  __resolveReference: async ({ id }, context) => await context.loaders.ownGroup.load(id),
  id: ({ _id }) => _id,
  actors: async (group, _args, context) => (await shownActors(context, group)).map((id) => ({ id })),
  post: ({ kind, subjectId }) => (subjectId === '' || kind === 'MEDIA_READY' ? null : { id: subjectId }),
  answer: async (group, _args, context) => {
    const id = await newestAnswer(context, group);
    return id === null ? null : { id };
  },
  media: ({ kind, subjectId }) => (kind === 'MEDIA_READY' ? { id: subjectId } : null),
};
