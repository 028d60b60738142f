import type { QueryResolvers } from '../../generated/types.ts';
import { suggest as suggestFor } from '../../suggesting/suggest.ts';

export const suggest: NonNullable<QueryResolvers['suggest']> = async (_source, args, context) => {
  const found = await suggestFor(context, args);
  return found.map(({ kind, ref, weight }) =>
    kind === 'USER' ? { __typename: 'User', id: ref } : { __typename: 'Hashtag', name: ref, postCount: weight },
  );
};
