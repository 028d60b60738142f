import {
  GraphQLError,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { argumentPath } from '../cost/argument-path.ts';

export interface CheckNullsInput {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/**
 * Finds variables that are null where an argument must not be. A default lets such an operation pass validation, but
 * null is given instead of the default. Parts that the request's own conditions leave out are not checked.
 *
 * @returns An error for each place, `BAD_USER_INPUT` with its field.
 */
export function checkNulls({ schema, document, operation, variables }: CheckNullsInput): GraphQLError[] {
  const isNull = (name: string): boolean => Object.hasOwn(variables, name) && variables[name] === null;
  if (!operation.variableDefinitions?.some(({ variable }) => isNull(variable.name.value))) return [];
  const errors: GraphQLError[] = [];
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const reached = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  const typeInfo = new TypeInfo(schema);
  const leaveOut = ({ directives }: { readonly directives?: readonly DirectiveNode[] }): false | undefined =>
    isLeftOut(directives, operation, variables) ? false : undefined;
  const visitor = visitWithTypeInfo(typeInfo, {
    // Defaults are values of their own.
    VariableDefinition: () => false,
    Field: leaveOut,
    InlineFragment: leaveOut,
    FragmentSpread: (node) => {
      const fragment = fragments.get(node.name.value);
      if (leaveOut(node) === undefined && fragment) reached.add(fragment);
      return leaveOut(node);
    },
    Variable: (node, _key, parent, _path, ancestors) => {
      if (!isNull(node.name.value) || !isNonNullType(typeInfo.getInputType())) return;
      const above: (ASTNode | readonly ASTNode[])[] = [...ancestors, parent ?? []];
      const field = argumentPath(above) ?? node.name.value;
      const extensions = { code: 'BAD_USER_INPUT', field, http: { status: 400 } };
      errors.push(new GraphQLError(`${field}: null is no value for it.`, { nodes: node, extensions }));
    },
  });
  // Fragments that fragments use join the set while it is walked.
  for (const definition of reached) visit(definition, visitor);
  return errors;
}

function isLeftOut(
  directives: readonly DirectiveNode[] = [],
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): boolean {
  return directives.some(({ name, arguments: given }) => {
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    let holds: unknown = value?.kind === Kind.BOOLEAN ? value.value : undefined;
    if (value?.kind === Kind.VARIABLE) {
      const key = value.name.value;
      const fallback = variableDefinitions.find(({ variable }) => variable.name.value === key)?.defaultValue;
      holds = Object.hasOwn(variables, key) ? variables[key] : fallback?.kind === Kind.BOOLEAN ? fallback.value : undefined;
    }
    return (name.value === 'skip' && holds === true) || (name.value === 'include' && holds === false);
  });
}
