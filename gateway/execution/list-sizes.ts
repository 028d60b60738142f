/** How long lists can be, as the subgraphs' schemas state it with `@listSize(assumedSize:)`. */
import type { Schema } from '@apollo/federation-internals';
import { isInterfaceType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

const extension = 'agora.listSize';

/** Hands the sizes of the composed schema on to the fields that clients see. */
export function stateListSizes(schema: GraphQLSchema, composed: Schema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const source = composed.type(type.name);
    if (!(isObjectType(type) || isInterfaceType(type)) || !(source?.kind === 'ObjectType' || source?.kind === 'InterfaceType')) continue;
    for (const field of Object.values(type.getFields())) {
      const [stated] = source.field(field.name)?.appliedDirectivesOf('listSize') ?? [];
      const size: unknown = stated?.arguments()['assumedSize'];
      if (typeof size === 'number') Object.assign(field.extensions, { [extension]: size });
    }
  }
}

/** The most items that a field's list can have; undefined where its schema does not say. */
export function listSizeOf(field: GraphQLField<unknown, unknown>): number | undefined {
  const size = field.extensions[extension];
  return typeof size === 'number' ? size : undefined;
}
