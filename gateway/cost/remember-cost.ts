/** Remembers what operations cost, by the variables on which that depends. */
import { visit, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { membersArgument, sizeArguments, type Cost } from './count-objects.ts';

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

interface Known {
  /** The variables on which the cost depends; null where it is counted each time. */
  names: readonly string[] | null;
  costs: Map<string, Cost>;
}

const maxCosts = 32;
const maxKeyLength = 300;
const ofSchema = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, Known>>();

/** @param count - Gives null where there is nothing to remember. */
export function rememberCost({ schema, document, operation, variables }: Asked, count: () => Cost | null): Cost | null {
  const ofOperation = ofSchema.get(schema) ?? new WeakMap<OperationDefinitionNode, Known>();
  ofSchema.set(schema, ofOperation);
  const known = ofOperation.get(operation) ?? { names: decidersOf(document), costs: new Map<string, Cost>() };
  ofOperation.set(operation, known);
  const { names, costs } = known;
  if (!names) return count();
  const key = JSON.stringify(names.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : [])));
  const present = costs.get(key);
  if (present) return present;
  const cost = count();
  if (!cost || key.length > maxKeyLength) return cost;
  if (costs.size >= maxCosts) costs.clear();
  costs.set(key, cost);
  return cost;
}

/** The variables in sizes of pages and in conditions; null for introspection, whose arguments all count. */
function decidersOf(document: DocumentNode): readonly string[] | null {
  const names = new Set<string>();
  const deciding: readonly string[] = [...sizeArguments, membersArgument];
  let isIntrospecting = false;
  const within = (node: Parameters<typeof visit>[0]): void => void visit(node, { Variable: ({ name }) => void names.add(name.value) });
  visit(document, {
    Field: ({ name }) => {
      if (name.value.startsWith('__') && name.value !== '__typename') isIntrospecting = true;
    },
    Argument: (node) => {
      if (deciding.includes(node.name.value)) within(node);
    },
    Directive: within,
  });
  return isIntrospecting ? null : [...names];
}
