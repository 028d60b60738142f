import type { ConstDirectiveNode, TypeDefinitionNode } from 'graphql';
import { booleanOf, nameOf } from './join-arguments.ts';

/**
 * Puts the keys by which a subgraph finds objects before those by which it only names them. A planner that goes back to
 * the same subgraph, for a field that requires others, takes the first key without asking whether it finds anything.
 */
export function orderKeys<Type extends TypeDefinitionNode>(type: Type): Type {
  const { directives = [] } = type;
  const keys = directives.filter(isKey);
  if (keys.length < 2) return type;
  const rank = (directive: ConstDirectiveNode): number => (booleanOf(directive, 'resolvable') === false ? 1 : 0);
  const ordered = [...keys].sort((one, other) => rank(one) - rank(other));
  return { ...type, directives: directives.map((directive) => (isKey(directive) ? (ordered.shift() ?? directive) : directive)) };
}

function isKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && nameOf(directive, 'graph') !== undefined;
}
