/** Plans operations with `@apollo/query-planner`, and mends what it gets wrong: in the schema before, in the plan after. */
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { Kind, parse, print, type DocumentNode } from 'graphql';
import { checkRoots } from './check-roots.ts';
import { mapFetches } from './map-fetches.ts';
import { orderKeys } from './order-keys.ts';
import { replaceStandIns } from './replace-stand-ins.ts';
import { separate } from './separate.ts';
import { addStandIns } from './stand-ins.ts';

/**
 * @param sdl - The composed schema, which was found valid.
 * @returns A function that plans the one operation of a valid document. It throws Error where there is no plan.
 */
export function createPlanMaker(sdl: string): (document: DocumentNode) => QueryPlan {
  const composed = parse(sdl, { noLocation: true });
  const ordered: DocumentNode = {
    ...composed,
    definitions: composed.definitions.map((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION ? orderKeys(node) : node,
    ),
  };
  const added = addStandIns(ordered);
  const supergraph = Supergraph.build(print(added?.supergraph ?? ordered), { validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return (document) => {
    const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, document, { validate: false }));
    checkRoots(document, plan);
    if (!added) return plan;
    return mapFetches(plan, (fetch) => {
      const fetches = separate(fetch, added.standIns).map((one) => replaceStandIns(one, added.standIns.byName));
      const [only] = fetches;
      return fetches.length === 1 && only ? only : { kind: 'Parallel', nodes: fetches };
    });
  };
}
