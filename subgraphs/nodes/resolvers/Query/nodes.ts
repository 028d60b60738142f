import { badInput } from '#lib/core/errors.ts';
import type { QueryResolvers } from '../../generated/types.ts';
import type { NodeReference } from '../../loaders.ts';

const maxIds = 100;

export const nodes: NonNullable<QueryResolvers['nodes']> = async (_source, { ids }, { loaders }) => {
  if (ids.length > maxIds) throw badInput('ids', `At most ${maxIds} ids at once.`);
  // An Error in a list is that item's error to GraphQL: the others come all the same.
  return (await loaders.node.loadMany(ids)) as (NodeReference | null)[];
};
