import type { QueryResolvers } from '../../generated/types.ts';

export const node: NonNullable<QueryResolvers['node']> = async (_source, { id }, { loaders }) => await loaders.node.load(id);
