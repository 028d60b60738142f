/** The operation as the counters see it before it runs. */
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from 'graphql';

export interface Counting {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced: defaults are among them. */
  variables: Record<string, unknown>;
}

/** Whether `@skip` and `@include` leave a selection in. */
export function isIncluded(node: { readonly directives?: readonly DirectiveNode[] }, variables: Record<string, unknown>): boolean {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
