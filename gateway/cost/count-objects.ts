/** Counts the objects that the answer to an operation could hold: never fewer than it holds. */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromAST,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { badInput } from '#lib/core/errors.ts';
import { defaultPageSize, maxPageSize, pageObjects } from '../limits.ts';
import { countIntrospection, isIntrospection } from './count-introspection.ts';
import { isIncluded, type Counting } from './counting.ts';
import { listSizeOf, weightOf } from './stated-costs.ts';

export const sizeArguments = ['first', 'last'];
export const membersArgument = 'ids';
/** The lists of a page, which are as long as it. */
const pageLists = ['edges', 'nodes'];

export interface Cost {
  /**
   * Objects that the answer could hold or that are read for it. A page is a query of its own, and reads its items even
   * where only `pageInfo` is asked for. The costs that the schema states are added.
   */
  objects: number;
  /** The costs that the schema states for all the fields. */
  weight: number;
  /** The names under which the answer has pages, each with the size asked for, the largest of one name. */
  pages: ReadonlyMap<string, number>;
}

/** @throws AppError `BAD_USER_INPUT` for a page outside of 1 to 100. */
export function countObjects(counting: Counting, selections: SelectionSetNode, root: GraphQLNamedType): Cost {
  const { schema, fragments, variables } = counting;
  const counted = new Map<string, number>();
  const pages = new Map<string, number>();
  let weight = 0;

  const countFragment = (name: string, pageSize: number | null): number => {
    const key = `${name} ${pageSize}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const objects = fragment && type ? count(fragment.selectionSet, type, pageSize) : 0;
    counted.set(key, objects);
    return objects;
  };

  const countField = (node: FieldNode, parent: GraphQLNamedType, pageSize: number | null): number => {
    if (isIntrospection(node)) return countIntrospection(counting, node);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const size = askedSize(node, field, variables);
    const type = getNamedType(field.type);
    const stated = weightOf(field);
    weight += stated;
    if (!node.selectionSet || !isCompositeType(type)) return stated;
    const depth = listDepth(field.type);
    if (depth === 0) {
      const inside = count(node.selectionSet, type, size);
      if (size === null) return stated + 1 + inside;
      const name = node.alias?.value ?? node.name.value;
      pages.set(name, Math.max(size, pages.get(name) ?? 0));
      return stated + pageObjects + size + Math.max(size, inside);
    }
    const inPage = pageLists.includes(node.name.value) ? pageSize : null;
    const length = size ?? inPage ?? listSizeOf(field) ?? maxPageSize;
    return stated + length ** depth * (1 + count(node.selectionSet, type, null));
  };

  const count = (set: SelectionSetNode, type: GraphQLNamedType, pageSize: number | null): number => {
    let objects = 0;
    for (const node of set.selections) {
      if (!isIncluded(node, variables)) continue;
      if (node.kind === Kind.FIELD) objects += countField(node, type, pageSize);
      else if (node.kind === Kind.FRAGMENT_SPREAD) objects += countFragment(node.name.value, pageSize);
      else {
        const narrowed = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
        if (narrowed) objects += count(node.selectionSet, narrowed, pageSize);
      }
    }
    return objects;
  };
  const objects = count(selections, root, null);
  return { objects, weight, pages };
}

/** The number of items asked for, by the size of the page or the members' ids; null where the arguments do not say. */
function askedSize(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Record<string, unknown>): number | null {
  const valueOf = (name: string): unknown => {
    const argument = field.args.find((one) => one.name === name);
    if (!argument) return undefined;
    const given = node.arguments?.find((one) => one.name.value === name);
    const value = given && valueFromAST(given.value, argument.type, variables);
    return (value === undefined ? argument.defaultValue : value) ?? null;
  };
  let size: number | null = null;
  for (const name of sizeArguments) {
    const value = valueOf(name);
    if (typeof value === 'number') {
      if (value < 1 || value > maxPageSize) throw badInput(name, `${name} is ${value}: a page has 1 to ${maxPageSize} items.`);
      size = Math.max(size ?? 0, value);
    } else if (value === null) size ??= 0;
  }
  // A field that takes a size has a default.
  if (size !== null) return size === 0 ? defaultPageSize : size;
  const members = valueOf(membersArgument);
  return Array.isArray(members) && isListType(getNullableType(field.type)) ? members.length : null;
}

function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}
