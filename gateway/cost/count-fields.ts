import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** Counts the fields of a selection with every fragment written out where it is spread, as planning sees them. */
export function countFields(selections: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const counted = new Map<string, number>();
  const countFragment = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const fields = fragment ? count(fragment.selectionSet) : 0;
    counted.set(name, fields);
    return fields;
  };
  const count = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum + countFragment(node.name.value);
      const inner = node.selectionSet ? count(node.selectionSet) : 0;
      return sum + inner + (node.kind === Kind.FIELD ? 1 : 0);
    }, 0);
  return count(selections);
}
