import type { FetchDataKeyRenamer, FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { StandIn } from './stand-ins.ts';

/**
 * Asks for the field for which a stand-in stands, under the stand-in's name, and gives it to the subgraph that requires
 * it under its own name.
 */
export function replaceStandIns(fetch: FetchNode, standIns: ReadonlyMap<string, StandIn>): FetchNode {
  const renamers = fetch.requires ? renamersIn(fetch.requires, standIns, []) : [];
  const { operationDocumentNode: _, ...plain } = fetch;
  return {
    ...plain,
    operation: replaceInOperation(fetch.operation, standIns),
    // Before the others, which may change the type that the paths of these tell.
    ...(renamers.length > 0 && { inputRewrites: [...renamers, ...(fetch.inputRewrites ?? [])] }),
  };
}

function replaceInOperation(operation: string, standIns: ReadonlyMap<string, StandIn>): string {
  let isChanged = false;
  const replaced = visit(parse(operation, { noLocation: true }), {
    Field: (node) => {
      const standIn = standIns.get(node.name.value);
      if (!standIn) return undefined;
      isChanged = true;
      const name = { ...node.name, value: standIn.field };
      return { ...node, alias: node.alias ?? { kind: Kind.NAME, value: node.name.value }, name, arguments: standIn.arguments };
    },
  });
  return isChanged ? stripIgnoredCharacters(print(replaced)) : operation;
}

/** The deepest first, so that the names on the way to them are still the old ones. */
function renamersIn(
  selections: readonly QueryPlanSelectionNode[],
  standIns: ReadonlyMap<string, StandIn>,
  path: readonly string[],
): FetchDataKeyRenamer[] {
  return selections.flatMap((node): FetchDataKeyRenamer[] => {
    if (node.kind === 'InlineFragment') {
      const { typeCondition, selections: inner } = node;
      return renamersIn(inner, standIns, typeCondition === undefined ? path : [...path, `... on ${typeCondition}`]);
    }
    const at = [...path, node.name];
    const standIn = standIns.get(node.name);
    return [
      ...renamersIn(node.selections ?? [], standIns, at),
      ...(standIn ? [{ kind: 'KeyRenamer' as const, path: at, renameKeyTo: standIn.field }] : []),
    ];
  });
}
