import {
  isAbstractType,
  isObjectType,
  isInterfaceType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';

/**
 * Tells whether selections bring a field of every object of their type.
 *
 * Planners skip a selection that brings no field. The object is then missing, where it should be empty.
 *
 * @returns A function of selections and of the name of their type. It asks each fragment once for a type.
 */
export function createNeverEmpty(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (selections: readonly SelectionNode[], type: string) => boolean {
  const known = new Map<string, boolean>();

  const covers = (condition: string | undefined, type: string): boolean => {
    if (condition === undefined || condition === type) return true;
    const [wide, narrow] = [schema.getType(condition), schema.getType(type)];
    return isAbstractType(wide) && (isObjectType(narrow) || isInterfaceType(narrow)) && schema.isSubType(wide, narrow);
  };

  const ofFragment = (name: string, type: string): boolean => {
    const key = `${name} ${type}`;
    const fragment = fragments.get(name);
    const found =
      known.get(key) ??
      (fragment && covers(fragment.typeCondition.name.value, type) && isNeverEmpty(fragment.selectionSet.selections, type));
    known.set(key, found === true);
    return found === true;
  };

  const isNeverEmpty = (selections: readonly SelectionNode[], type: string): boolean =>
    selections.some((selection) => {
      if (selection.directives?.length) return false;
      if (selection.kind === Kind.FIELD) return true;
      if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value, type);
      return covers(selection.typeCondition?.name.value, type) && isNeverEmpty(selection.selectionSet.selections, type);
    });
  return isNeverEmpty;
}
