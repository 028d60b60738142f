import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

export interface Normalized {
  /** The one operation, without a name, and the fragments that it uses; nothing in it has a name of the client's. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The client's variables under the names that the document has for them. */
  rename: (variables: Record<string, unknown>) => Record<string, unknown>;
}

export interface NormalizeInput {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  responseName: (node: FieldNode) => string;
}

/**
 * Rewrites an operation for planning: fields, variables and fragments get names of ours.
 *
 * A client's variable can then be none that a plan adds (`representations`), and documents that differ in names alone
 * have the same plan.
 */
export function normalize({ operation, fragments, responseName }: NormalizeInput): Normalized {
  const variableNames = new Map((operation.variableDefinitions ?? []).map(({ variable }, index) => [variable.name.value, `v${index}`]));
  // In the order in which they are met; the map grows while it is walked.
  const fragmentNames = new Map<string, string>();

  const renamed = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node =>
    visit(definition, {
      SelectionSet: (node) => {
        const selections = node.selections.flatMap((selection) => settled(selection) ?? []);
        // Where all may be left out, what is left is an empty object: planners take it for nothing asked.
        const isOpen = selections.every(({ directives = [] }) => directives.length > 0);
        return { ...node, selections: isOpen ? [...selections, typenameNode] : selections };
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
    });

  const { name: _, ...anonymous } = renamed(operation);
  const definitions: FragmentDefinitionNode[] = [];
  for (const [from, to] of fragmentNames) {
    const fragment = fragments.get(from);
    if (fragment) definitions.push({ ...renamed(fragment), name: nameNode(to) });
  }
  return {
    document: { kind: Kind.DOCUMENT, definitions: [anonymous, ...definitions] },
    operation: anonymous,
    rename: (variables) => {
      const values: Record<string, unknown> = {};
      for (const [from, to] of variableNames) {
        const value = Object.hasOwn(variables, from) ? variables[from] : undefined;
        if (value !== undefined) values[to] = value;
      }
      return values;
    },
  };
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
