import {
  getNullableType,
  isEnumType,
  isInputType,
  isListType,
  Kind,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { createNeverEmpty } from './never-empty.ts';
import { createLiterals, valueOf } from './literals.ts';

export interface Normalized {
  /** The one operation, without a name, and the fragments that it uses; nothing in it has a name of the client's. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The client's variables, or their defaults, under the names that the document has for them; and what was written in it. */
  rename: (variables: Record<string, unknown>) => Record<string, unknown>;
}

export interface NormalizeInput {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  responseName: (node: FieldNode) => string;
  /** The schema that clients see. */
  schema: GraphQLSchema;
}

/**
 * Rewrites an operation for planning: fields, variables and fragments get generated names, and literal values become
 * variables.
 *
 * Then a client's variable cannot clash with one that a plan adds (`representations`), and documents that differ only
 * in names and values share a plan.
 */
export function normalize({ operation, fragments, responseName, schema }: NormalizeInput): Normalized {
  const variableNames = new Map((operation.variableDefinitions ?? []).map(({ variable }, index) => [variable.name.value, `v${index}`]));
  const literals = createLiterals((index) => `l${index}`);
  const typeInfo = new TypeInfo(schema);
  const isNeverEmpty = createNeverEmpty(schema, fragments);
  // In the order in which they are met; the map grows while it is walked.
  const fragmentNames = new Map<string, string>();

  const renamed = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node =>
    visit(
      definition,
      visitWithTypeInfo(typeInfo, {
        // When it is left, so that the variables in it have their names.
        Argument: {
          leave: (node) => {
            const type = typeInfo.getDirective() ? undefined : typeInfo.getArgument()?.type;
            return type && { ...node, value: literals.take(node.value, type) };
          },
        },
        SelectionSet: (node) => {
          const selections = node.selections.flatMap((selection) => settled(selection) ?? []);
          const type = typeInfo.getParentType();
          return { ...node, selections: type && isNeverEmpty(selections, type.name) ? selections : [...selections, typenameNode] };
        },
        Field: (node) => {
          const name = responseName(node);
          const { alias: _, ...field } = node;
          return name === node.name.value ? field : { ...field, alias: nameNode(name) };
        },
        Variable: (node) => ({ ...node, name: nameNode(variableNames.get(node.name.value) ?? node.name.value) }),
        FragmentSpread: (node) => {
          const { value } = node.name;
          const name = fragmentNames.get(value) ?? `F${fragmentNames.size}`;
          fragmentNames.set(value, name);
          return { ...node, name: nameNode(name) };
        },
      }),
    );

  const { name: _, ...anonymous } = renamed(operation);
  const definitions: FragmentDefinitionNode[] = [];
  for (const [from, to] of fragmentNames) {
    const fragment = fragments.get(from);
    if (fragment) definitions.push({ ...renamed(fragment), name: nameNode(to) });
  }
  const { definitions: declared, defaults } = withoutDefaults(schema, anonymous.variableDefinitions ?? []);
  const planned = { ...anonymous, variableDefinitions: [...declared, ...literals.definitions()] };
  return {
    document: { kind: Kind.DOCUMENT, definitions: [planned, ...definitions] },
    operation: planned,
    rename: (variables) => {
      const values: Record<string, unknown> = { ...literals.values, ...defaults };
      for (const [from, to] of variableNames) {
        const value = Object.hasOwn(variables, from) ? variables[from] : undefined;
        if (value !== undefined) values[to] = value;
      }
      return values;
    },
  };
}

/**
 * Removes the defaults of variables, because each operation sends them. A default stays where its type would not fit
 * without it.
 */
function withoutDefaults(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): { definitions: VariableDefinitionNode[]; defaults: Record<string, unknown> } {
  const defaults: Record<string, unknown> = {};
  const changed = definitions.map((definition): VariableDefinitionNode => {
    const { variable, defaultValue } = definition;
    const type = defaultValue && typeFromAST(schema, definition.type);
    const value = type && isInputType(type) ? valueOf(defaultValue, type) : undefined;
    const empty = type && isInputType(type) && value != null ? emptyOf(type) : null;
    if (!empty) return definition;
    defaults[variable.name.value] = value;
    return { ...definition, defaultValue: empty };
  });
  return { definitions: changed, defaults };
}

/** A default that says nothing, for a variable that always has a value; null where there is no plain one. */
function emptyOf(type: GraphQLInputType): ConstValueNode | null {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return { kind: Kind.LIST, values: [] };
  if (isEnumType(nullable)) return { kind: Kind.ENUM, value: nullable.getValues()[0]?.name ?? '' };
  switch (String(nullable)) {
    case 'Boolean':
      return { kind: Kind.BOOLEAN, value: false };
    case 'Int':
    case 'Float':
      return { kind: Kind.INT, value: '0' };
    case 'String':
    case 'ID':
      return { kind: Kind.STRING, value: '' };
    default:
      return null;
  }
}

const typenameNode: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };

/** A selection without conditions that are written down, on which planners do not agree with subgraphs; null where they leave it out. */
function settled(selection: SelectionNode): SelectionNode | null {
  const open: DirectiveNode[] = [];
  for (const directive of selection.directives ?? []) {
    const { value } = directive.arguments?.find(({ name }) => name.value === 'if') ?? {};
    const isCondition = directive.name.value === 'skip' || directive.name.value === 'include';
    if (!isCondition || value?.kind !== Kind.BOOLEAN) open.push(directive);
    else if (value.value !== (directive.name.value === 'include')) return null;
  }
  return open.length === selection.directives?.length ? selection : { ...selection, directives: open };
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
