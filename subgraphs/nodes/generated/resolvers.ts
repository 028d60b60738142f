// Written by `npm run codegen` from the schema; never edited.
import type { Resolvers } from './types.ts';
import { node as Query_node } from '../resolvers/Query/node.ts';
import { nodes as Query_nodes } from '../resolvers/Query/nodes.ts';
import { dateTimeScalar, emailAddressScalar, urlScalar } from '#lib/graphql/scalars.ts';
export const resolvers: Resolvers = {
  Query: { node: Query_node, nodes: Query_nodes },

  DateTime: dateTimeScalar,
  EmailAddress: emailAddressScalar,
  URL: urlScalar,
};
