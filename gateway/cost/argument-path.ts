import { Kind, type ASTNode } from 'graphql';

/** The path of argument and object fields among the nodes above a value; undefined for what is in no argument. */
export function argumentPath(above: readonly (ASTNode | readonly ASTNode[])[]): string | undefined {
  const names = above.flatMap((node) =>
    'kind' in node && (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) ? [node.name.value] : [],
  );
  return names.length === 0 ? undefined : names.join('.');
}
