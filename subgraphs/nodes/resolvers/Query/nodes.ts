import { badInput } from '#lib/core/errors.ts';
import type { QueryResolvers } from '../../generated/types.ts';
import type { NodeReference } from '../../loaders.ts';

const maxIds = 100;

export const nodes: NonNullable<QueryResolvers['nodes']> = async (_source, { ids }, { loaders }) => {
  if (ids.length > maxIds) throw badInput('ids', `At most ${maxIds} ids at once.`);
  // GraphQL reports an Error in a list as the error of that item; the other items are answered.
  return (await loaders.node.loadMany(ids)) as (NodeReference | null)[];
};
