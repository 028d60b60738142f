/** Counts exactly what introspection answers: counting is cheap, and some answers are expensive. */
import {
  getNamedType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromAST,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type Counting } from './counting.ts';

const roots = [SchemaMetaFieldDef, TypeMetaFieldDef];

export function isIntrospection({ name }: FieldNode): boolean {
  return roots.some((root) => root.name === name.value);
}

export function countIntrospection({ schema, fragments, variables }: Counting, node: FieldNode): number {
  // The same part of the schema is reached in many ways.
  const counted = new WeakMap<SelectionSetNode, Map<unknown, number>>();

  const countField = (
    field: GraphQLField<unknown, unknown>,
    { arguments: given = [], selectionSet }: FieldNode,
    source: unknown,
  ): number => {
    const type = getNamedType(field.type);
    if (!selectionSet || !isObjectType(type)) return 0;
    const args = Object.fromEntries(
      field.args.map((argument) => {
        const value = given.find(({ name }) => name.value === argument.name)?.value;
        return [argument.name, (value && valueFromAST(value, argument.type, variables)) ?? argument.defaultValue];
      }),
    );
    const value: unknown = field.resolve?.(source, args, null, { schema } as GraphQLResolveInfo);
    const items: unknown[] = Array.isArray(value) ? value : value == null ? [] : [value];
    return items.reduce((sum: number, item) => sum + 1 + count(selectionSet, type, item), 0);
  };

  const count = (set: SelectionSetNode, type: GraphQLNamedType, source: unknown): number => {
    const known = counted.get(set) ?? new Map<unknown, number>();
    counted.set(set, known);
    const before = known.get(source);
    if (before !== undefined) return before;
    let objects = 0;
    for (const selection of set.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
        if (field) objects += countField(field, selection, source);
      } else {
        const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (body) objects += count(body.selectionSet, type, source);
      }
    }
    known.set(source, objects);
    return objects;
  };
  const root = roots.find(({ name }) => name === node.name.value);
  return root ? countField(root, node, undefined) : 0;
}
