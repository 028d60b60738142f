/** GraphQL types as the TypeScript types that the SDK has for them. */
import {
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  type SelectionSetNode,
} from 'graphql';

/** All other scalars are strings. */
const scalars: Record<string, string> = { Int: 'number', Float: 'number', Boolean: 'boolean', Upload: 'Blob' };

function nameOf(type: GraphQLNamedType): string {
  return isScalarType(type) ? (scalars[type.name] ?? 'string') : type.name;
}

/** @param write - Writes the named type; lists and null are added around it. */
export function typeText(type: GraphQLType, write: (type: GraphQLNamedType) => string = nameOf): string {
  if (isNonNullType(type)) return typeText(type.ofType, write).replace(/ \| null$/, '');
  if (!isListType(type)) return `${write(type)} | null`;
  const item = typeText(type.ofType, write);
  return `${item.includes(' ') ? `(${item})` : item}[] | null`;
}

/** The type of a selected field: a scalar, the type of a fragment, or an object of the selected fields. */
export function fieldText(schema: GraphQLSchema, { type }: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode): string {
  return typeText(type, (named) => (selectionSet ? selectionText(schema, named, selectionSet) : nameOf(named)));
}

function selectionText(schema: GraphQLSchema, type: GraphQLNamedType, { selections }: SelectionSetNode): string {
  const parts: string[] = [];
  const members: string[] = [];
  const properties: string[] = [];
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      parts.push(`${selection.name.value}Fragment`);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const member = schema.getType(selection.typeCondition?.name.value ?? type.name);
      if (member) members.push(selectionText(schema, member, selection.selectionSet));
    } else {
      const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
      if (field) properties.push(`${selection.alias?.value ?? selection.name.value}: ${fieldText(schema, field, selection)}`);
    }
  }
  if (members.length > 0) parts.push(members.length > 1 ? `(${members.join(' | ')})` : members.join(''));
  if (properties.length > 0) parts.push(`{ ${properties.join('; ')} }`);
  return parts.join(' & ');
}
