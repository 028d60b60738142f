/** Counts what an operation could load, with its pages at the size asked for, before anything runs. */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { AppError, badInput } from '#lib/service/errors.ts';
import { toGraphQLError } from './errors.ts';
import { defaultPageSize, maxObjects, maxPageSize } from '../limits.ts';

export interface CheckedOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** What a list is taken to hold where nothing says how long it is. */
const assumedLength = 10;
const sizeArguments = ['first', 'last'];

/** @throws GraphQLError `BAD_USER_INPUT` for a page outside of 1 to 100, `OPERATION_TOO_COMPLEX` for too many objects in all. */
export function checkPages({ schema, document, operation, variables }: CheckedOperation): void {
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue, type }) => [
      variable.name.value,
      defaultValue?.kind === Kind.INT && type.kind === Kind.NAMED_TYPE ? Number(defaultValue.value) : undefined,
    ]),
  );
  const root = schema.getRootType(operation.operation);
  if (!root) return;
  const count = counterOf({ schema, fragments, variables: { ...defaults, ...variables } });
  const objects = count(operation.selectionSet, root);
  if (objects > maxObjects) {
    throw toGraphQLError(
      new AppError(
        'OPERATION_TOO_COMPLEX',
        `This could load ${objects.toLocaleString('en')} objects, ${maxObjects.toLocaleString('en')} are allowed: ask for smaller pages.`,
      ),
    );
  }
}

interface Counting {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

function counterOf({ schema, fragments, variables }: Counting): (selections: SelectionSetNode, type: GraphQLNamedType) => number {
  const counted = new Map<string, number>();

  const countFragment = (name: string, isInPage: boolean): number => {
    const key = `${name} ${isInPage}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const objects = fragment && type ? count(fragment.selectionSet, type, isInPage) : 0;
    counted.set(key, objects);
    return objects;
  };

  const countField = (node: FieldNode, parent: GraphQLNamedType, isInPage: boolean): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const size = pageSize(node, field, variables);
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return 0;
    const inner = 1 + count(node.selectionSet, type, size !== undefined);
    // A page's `nodes` and `edges` are as long as the page, which is counted once at its own field.
    const isList = isListType(getNullableType(field.type));
    return inner * (size ?? (isList && !isInPage ? lengthOf(node, variables) : 1));
  };

  const count = (selections: SelectionSetNode, type: GraphQLNamedType, isInPage = false): number => {
    let objects = 0;
    for (const node of selections.selections) {
      if (node.kind === Kind.FIELD) objects += countField(node, type, isInPage);
      else if (node.kind === Kind.FRAGMENT_SPREAD) objects += countFragment(node.name.value, isInPage);
      else {
        const narrowed = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
        if (narrowed) objects += count(node.selectionSet, narrowed, isInPage);
      }
    }
    return objects;
  };
  return (selections, type) => count(selections, type);
}

/** The size of the page that a field asks for; undefined for a field without pages. */
function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Record<string, unknown>): number | undefined {
  const declared = field.args.filter(({ name }) => sizeArguments.includes(name));
  if (declared.length === 0) return undefined;
  let size: number | undefined;
  for (const argument of declared) {
    const given = node.arguments?.find(({ name }) => name.value === argument.name);
    const value: unknown = given && valueFromAST(given.value, argument.type, variables);
    if (value == null) continue;
    if (typeof value !== 'number') continue;
    if (value < 1 || value > maxPageSize)
      throw toGraphQLError(badInput(argument.name, `${argument.name} is ${value}: a page has 1 to ${maxPageSize} items.`));
    size = value;
  }
  return size ?? defaultPageSize;
}

/** The length of a list that is asked for by its members (`nodes(ids:)`), or what lists are taken to hold. */
function lengthOf(node: FieldNode, variables: Record<string, unknown>): number {
  const [given] = node.arguments ?? [];
  const value = given?.value.kind === Kind.VARIABLE ? variables[given.value.name.value] : given?.value;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.LIST && 'values' in value)
    return (value.values as unknown[]).length;
  return assumedLength;
}
