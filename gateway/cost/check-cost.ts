/** Refuses an operation that costs too much, over HTTP and sockets alike, before anything runs. */
import { getVariableValues, Kind, OperationTypeNode, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { AppError } from '#lib/core/errors.ts';
import { maxEventObjects, maxFields, maxObjects } from '../limits.ts';
import { countFields } from './count-fields.ts';
import { countObjects, type Cost } from './count-objects.ts';
import { toGraphQLError } from '../execution/errors.ts';
import { rememberCost } from './remember-cost.ts';

export interface CheckedOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  /** The most objects of a query or mutation; without it, `maxObjects`. */
  mostObjects?: number | undefined;
}

const free: Cost = { objects: 0, weight: 0, pages: new Map() };

/**
 * @returns The cost of the answer, or of each event; nothing where the variables are at fault, so that nothing runs.
 * @throws GraphQLError `BAD_USER_INPUT` for a page outside of 1 to 100, `OPERATION_TOO_COMPLEX` for too many objects in all.
 */
export function checkCost(checked: CheckedOperation): Cost {
  const { operation, mostObjects = maxObjects } = checked;
  try {
    const cost = rememberCost(checked, () => countCost(checked)) ?? free;
    const most = operation.operation === OperationTypeNode.SUBSCRIPTION ? maxEventObjects : mostObjects;
    if (cost.objects > most) throw tooComplex(cost.objects, 'objects', most, 'ask for smaller pages');
    return cost;
  } catch (error) {
    throw toGraphQLError(error);
  }
}

/** @returns Null where the variables are at fault. */
function countCost({ schema, document, operation, variables }: CheckedOperation): Cost | null {
  const root = schema.getRootType(operation.operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (!root || !coerced) return null;
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const fields = countFields(operation.selectionSet, fragments);
  if (fields > maxFields) throw tooComplex(fields, 'fields', maxFields, 'ask for fewer at once');
  return countObjects({ schema, fragments, variables: coerced }, operation.selectionSet, root);
}

function tooComplex(count: number, what: string, most: number, advice: string): AppError {
  const told = count.toLocaleString('en', { maximumSignificantDigits: 5 });
  return new AppError('OPERATION_TOO_COMPLEX', `This could load ${told} ${what}, ${most.toLocaleString('en')} are allowed: ${advice}.`);
}
