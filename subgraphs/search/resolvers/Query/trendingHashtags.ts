import type { QueryResolvers } from '../../generated/types.ts';
import { trendingHashtags as findTrends } from '../../suggesting/trends.ts';

export const trendingHashtags: NonNullable<QueryResolvers['trendingHashtags']> = async (_source, args, { deps }) =>
  await findTrends(deps, args);
