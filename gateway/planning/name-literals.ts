import { Kind, visit, type GraphQLError, type ASTNode, type DocumentNode } from 'graphql';
import { argumentPath } from '../cost/argument-path.ts';
import { withoutValue } from '../execution/check-variables.ts';

const valueKinds: readonly string[] = [Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT];

/**
 * An error about a value written into a document becomes BAD_USER_INPUT with the argument's path, as it is for
 * variables. These errors are changed in place; others stay as they are.
 */
export function nameLiterals(errors: readonly GraphQLError[], document: DocumentNode): void {
  for (const error of errors) {
    const [node] = error.nodes ?? [];
    if (!node || !valueKinds.includes(node.kind)) continue;
    const field = pathTo(document, node);
    if (field === undefined) continue;
    const [, missing] = /^Field "\w+\.(\w+)" of required type/.exec(error.message) ?? [];
    error.message = withoutValue(error.message);
    Object.assign(error.extensions, { code: 'BAD_USER_INPUT', field: missing === undefined ? field : `${field}.${missing}` });
  }
}

function pathTo(document: DocumentNode, wanted: ASTNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    enter: (node, _key, parent, _path, ancestors) => {
      if (node === wanted) found = argumentPath([...ancestors, parent ?? []]);
    },
  });
  return found;
}
