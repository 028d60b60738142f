/** Which fields a selection asks for of an object of some type, as the GraphQL specification's CollectFields and MergeSelectionSets say. */
import {
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Collecting {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The value of a variable of a condition. */
  isTrue: (variable: string) => boolean;
}

/** @returns The nodes of each field by response name, in the order of the answer. */
export function collectFields(
  { schema, fragments, isTrue }: Collecting,
  selections: readonly SelectionSetNode[],
  type: GraphQLNamedType,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selection: SelectionNode): void => {
    if (!isIncluded(selection.directives, isTrue)) return;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(name);
      if (nodes) nodes.push(selection);
      else fields.set(name, [selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || applies(schema, condition, type)) selection.selectionSet.selections.forEach(collect);
    } else {
      const { value } = selection.name;
      const fragment = fragments.get(value);
      if (!fragment || visited.has(value)) return;
      visited.add(value);
      if (applies(schema, fragment.typeCondition.name.value, type)) fragment.selectionSet.selections.forEach(collect);
    }
  };
  for (const { selections: nodes } of selections) nodes.forEach(collect);
  return fields;
}

/** The type of a field; undefined for `__typename`, which every object has, and for an unknown field. */
export function typeOfField(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): GraphQLOutputType | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef.type;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef.type;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined;
}

function applies(schema: GraphQLSchema, condition: string, type: GraphQLNamedType): boolean {
  if (condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}

function isIncluded(directives: readonly DirectiveNode[] = [], isTrue: (variable: string) => boolean): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const holds = value?.kind === Kind.VARIABLE ? isTrue(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
    return holds === (name.value === 'include');
  });
}
