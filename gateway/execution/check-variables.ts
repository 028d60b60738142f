/** Checks variables before anything runs, and names the argument at fault as the client wrote it. */
import {
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

export function checkVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError[] {
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 });
  return errors.map((error) => {
    const [, variable = ''] = /^Variable "\$(\w+)"/.exec(error.message) ?? [];
    const [, within = ''] = /at "\w+((?:\.\w+|\[\d+\])+)"/.exec(error.message) ?? [];
    const [, missing] = /Field "(\w+)" of required type/.exec(error.message) ?? [];
    const field = `${argumentOf(document, variable)}${within}${missing === undefined ? '' : `.${missing}`}`;
    return new GraphQLError(error.message, {
      ...(error.nodes && { nodes: error.nodes }),
      extensions: { code: 'BAD_USER_INPUT', field, http: { status: 400 } },
    });
  });
}

/** The path of the argument that a variable stands for: `input`, or `input.text` when it is used inside of an object. */
function argumentOf(document: DocumentNode, variable: string): string {
  let found: string | undefined;
  visit(document, {
    Variable: (node, _key, _parent, _path, ancestors) => {
      if (node.name.value === variable) found ??= argumentPath(ancestors);
    },
  });
  return found ?? variable;
}

/** The path of argument and object fields above a value in a document; undefined for what is in no argument. */
export function argumentPath(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string | undefined {
  const names = ancestors.flatMap((node) =>
    'kind' in node && (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) ? [node.name.value] : [],
  );
  return names.length === 0 ? undefined : names.join('.');
}
