// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { search as Query_search } from '../resolvers/Query/search.ts';
import { suggest as Query_suggest } from '../resolvers/Query/suggest.ts';
import { trendingHashtags as Query_trendingHashtags } from '../resolvers/Query/trendingHashtags.ts';
import { Post } from '../resolvers/Post.ts';
import { SearchEdge } from '../resolvers/SearchEdge.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { search: Query_search, suggest: Query_suggest, trendingHashtags: Query_trendingHashtags },

  Post: Post,
  SearchEdge: SearchEdge,
  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
