import { isId } from '#lib/db/ids.ts';
import { badInput } from '#lib/core/errors.ts';
import type { QueryResolvers } from '../../generated/types.ts';
import { findPost } from '../../reading/viewer.ts';

export const post: NonNullable<QueryResolvers['post']> = async (_source, { id }, context) => {
  if (!isId(id, 'pst')) throw badInput('id', 'id is no id of a post.');
  return await findPost(context, id);
};
