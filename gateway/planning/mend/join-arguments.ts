/** Reads the arguments of the directives by which a supergraph says what each subgraph has. */
import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';

export function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = valueOf(directive, name);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function nameOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = valueOf(directive, name);
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

export function booleanOf(directive: ConstDirectiveNode, name: string): boolean | undefined {
  const value = valueOf(directive, name);
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

function valueOf({ arguments: given = [] }: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return given.find((argument) => argument.name.value === name)?.value;
}
