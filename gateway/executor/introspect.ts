import {
  executeSync,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface IntrospectInput {
  /** The schema that clients may read. */
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** The part of a document that asks about the schema itself and that no plan fetches; null where there is none. */
export function introspectionOf({ document, operation }: Pick<IntrospectInput, 'document' | 'operation'>): DocumentNode | null {
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const selectionSet = partOf(operation.selectionSet, fragments);
  if (operation.operation !== OperationTypeNode.QUERY || selectionSet.selections.length === 0) return null;
  return { ...document, definitions: [{ ...operation, selectionSet }, ...fragments.values()] };
}

/** Answers what `introspectionOf` found. */
export function introspect(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): ExecutionResult {
  return executeSync({ schema, document, rootValue: {}, variableValues: variables });
}

function partOf(selectionSet: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionSetNode {
  const keep = (node: SelectionNode): SelectionNode[] => {
    if (node.kind === Kind.FIELD) return ['__schema', '__type'].includes(node.name.value) ? [node] : [];
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (!fragment) return [];
    const inner = partOf(fragment.selectionSet, fragments);
    const { typeCondition } = fragment;
    const directives = node.directives ?? [];
    if (inner.selections.length === 0) return [];
    return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet: inner, ...(typeCondition && { typeCondition }) }];
  };
  return { ...selectionSet, selections: selectionSet.selections.flatMap(keep) };
}
