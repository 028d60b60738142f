import { endSignalOf } from '#lib/events/subscriber.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import type { MediaRecord } from '../../model.ts';
import { followProgress } from '../../renditions/follow-progress.ts';

export const mediaProgress: NonNullable<SubscriptionResolvers['mediaProgress']> = {
  subscribe: async (_source, { id }, context) => await followProgress(context, { id, signal: endSignalOf(context) }),
  resolve: (state: MediaRecord) => state,
};
