import { isId } from '#lib/db/ids.ts';
import { badInput } from '#lib/core/errors.ts';
import type { QueryResolvers } from '../../generated/types.ts';

export const media: NonNullable<QueryResolvers['media']> = async (_source, { id }, { loaders }) => {
  if (!isId(id, 'med')) throw badInput('id', 'id is no id of a media.');
  return await loaders.visibleMedia.load(id);
};
