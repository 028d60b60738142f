import { AppError } from '#lib/core/errors.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followProgress } from '../../renditions/follow-progress.ts';

export const mediaProgress: NonNullable<SubscriptionResolvers['mediaProgress']> = {
  subscribe: async (_source, { id }, context) => {
    const { signal } = context;
    if (!signal) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
    const states = await followProgress(context, { id, signal });
    return (async function* () {
      for await (const state of states) yield { mediaProgress: state };
    })();
  },
};
