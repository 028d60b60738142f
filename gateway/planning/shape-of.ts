import { getOperationAST, Kind, print, visit, type DocumentNode, type FragmentDefinitionNode } from 'graphql';

/**
 * One operation of a document as a text that is the same for all documents that differ only in comments, spaces, the
 * operation's name, the fragments' names and order, and what the operation does not use.
 */
export function shapeOf(document: DocumentNode, operationName: string): string {
  const operation = getOperationAST(document, operationName === '' ? undefined : operationName);
  if (!operation) throw new Error('The operation was there before.');
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  // In the order in which they are met; the names end in what no other fragment's can.
  const used = new Map<string, { name: string; fragment: FragmentDefinitionNode }>();
  const renamed = <Node extends FragmentDefinitionNode | typeof operation>(node: Node): Node =>
    visit(node, {
      FragmentSpread: (spread) => {
        const { value } = spread.name;
        const fragment = fragments.get(value);
        if (!fragment) return undefined;
        if (!used.has(value)) used.set(value, { name: `F${used.size}`, fragment });
        return { ...spread, name: { ...spread.name, value: used.get(value)?.name ?? value } };
      },
    });
  const { name: _, ...anonymous } = renamed(operation);
  const definitions: string[] = [print(anonymous)];
  // Fragments that fragments use join the map while it is walked.
  for (const { name, fragment } of used.values()) {
    const body = renamed(fragment);
    definitions.push(print({ ...body, name: { ...body.name, value: name } }));
  }
  return definitions.join('\n');
}
