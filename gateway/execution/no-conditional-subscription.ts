import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/**
 * A validation rule: what a subscription follows does not depend on `@skip` or `@include`.
 *
 * graphql-js' own rule about the root of a subscription (SingleFieldSubscriptions) evaluates conditions without variables,
 * and throws. So they are hidden from it: it looks when an operation is entered, before this rule, which follows it.
 *
 * @see https://spec.graphql.org/September2025/#sec-Single-Root-Field
 */
export function noConditionalSubscription(context: ValidationContext): ASTVisitor {
  const conditional = new Map<SelectionNode, readonly DirectiveNode[]>();
  const show = (): void => conditional.forEach((directives, selection) => Object.assign(selection, { directives }));
  const hide = (): void =>
    conditional.forEach((directives, selection) =>
      Object.assign(selection, { directives: directives.filter((directive) => !isCondition(directive)) }),
    );
  const find = ({ definitions }: DocumentNode): void => {
    const fragments = new Map(definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));
    for (const definition of definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.SUBSCRIPTION) continue;
      for (const selection of rootSelections(definition.selectionSet, fragments)) {
        const conditions = selection.directives?.filter(isCondition) ?? [];
        if (conditions.length === 0) continue;
        context.reportError(
          new GraphQLError('A subscription follows one field, without @skip or @include.', {
            nodes: conditions,
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          }),
        );
        conditional.set(selection, selection.directives ?? []);
      }
    }
    hide();
  };
  const around = { enter: show, leave: hide };
  return { Document: { enter: find, leave: show }, OperationDefinition: around, FragmentDefinition: around };
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

/** The selections at the root, those in fragments included, each once. */
function rootSelections(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): Set<SelectionNode> {
  const found = new Set<SelectionNode>(root.selections);
  // The set grows by the selections of fragments while it is walked.
  for (const selection of found) {
    if (selection.kind === Kind.FIELD) continue;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    for (const below of inner?.selectionSet.selections ?? []) found.add(below);
  }
  return found;
}
