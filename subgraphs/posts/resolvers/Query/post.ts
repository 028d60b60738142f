import { isId } from '#lib/db/ids.ts';
import { badInput } from '#lib/service/errors.ts';
import type { QueryResolvers } from '../../generated/types.ts';
import { findPost } from '../../rules/viewer.ts';

export const post: NonNullable<QueryResolvers['post']> = async (_source, { id }, context) => {
  if (!isId(id, 'pst')) throw badInput('id', 'id is no id of a post.');
  return await findPost(context, id);
};
