/** Estimates the plan of an operation from the fields' owners in the composed schema, without making the plan. */
import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

export interface PlanEstimate {
  /** Fetches from subgraphs, objects of one place in the answer together. */
  fetches: number;
  /** The longest chain of fetches that wait for one another. */
  hops: number;
}

interface JoinedField {
  type: string;
  /** The subgraphs that can answer it. */
  owners: readonly string[];
  /** Fields that an owner requires first. */
  requires: readonly string[];
}

interface JoinedType {
  graphs: ReadonlySet<string>;
  fields: ReadonlyMap<string, JoinedField>;
  /** The objects that it may be; itself where it is one. */
  members: readonly string[];
}

interface Place {
  /** The types that its objects may have. */
  members: readonly string[];
  /** The subgraphs that they come from. */
  from: ReadonlySet<string>;
  path: string;
  hops: number;
}

/**
 * @param sdl - The composed schema, which was found valid.
 * @returns A function that estimates the one operation of a valid document. It visits every field, with fragments
 * written out: `check-cost` bounds their number before.
 */
export function createPlanEstimator(sdl: string): (document: DocumentNode) => PlanEstimate {
  const types = readTypes(parse(sdl, { noLocation: true }));

  return (document) => {
    const operation = getOperationAST(document);
    if (!operation) throw new Error('A document to be planned has one operation.');
    const fragments = new Map(
      document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
    );
    const membersOf = (type: string): readonly string[] => types.get(type)?.members ?? [];
    const fetches = new Set<string>();
    let hops = 0;

    /**
     * The owner of a field, for objects of one type from one subgraph, and the number of fetches in a row until it
     * answers.
     */
    const reach = (field: JoinedField, member: string, graph: string, { path }: Place): { owner: string; steps: number } | null => {
      const isThere = field.owners.includes(graph);
      const owner = isThere ? graph : field.owners[0];
      if (owner === undefined) return null;
      const needed = field.requires.flatMap((name) => types.get(member)?.fields.get(name)?.owners.slice(0, 1) ?? []);
      const others = needed.filter((name) => name !== graph && name !== owner);
      for (const name of others) fetches.add(`${name} ${path}`);
      if (others.length > 0) fetches.add(`${owner} ${path} told`);
      else if (!isThere) fetches.add(`${owner} ${path}`);
      return { owner, steps: others.length > 0 ? 2 : isThere ? 0 : 1 };
    };

    const visitField = (node: FieldNode, place: Place): void => {
      const next = { members: new Set<string>(), from: new Set<string>(), steps: 0 };
      for (const member of place.members) {
        const type = types.get(member);
        const field = type?.fields.get(node.name.value);
        if (!type || !field) continue;
        for (const graph of place.from) {
          // It cannot have given one of these.
          if (place.members.length > 1 && !type.graphs.has(graph)) continue;
          const reached = reach(field, member, graph, place);
          if (!reached) continue;
          next.from.add(reached.owner);
          next.steps = Math.max(next.steps, reached.steps);
          for (const below of membersOf(field.type)) next.members.add(below);
        }
      }
      descend(node, { members: [...next.members], from: next.from, path: place.path, hops: place.hops + next.steps });
    };

    const descend = (node: FieldNode, place: Place): void => {
      hops = Math.max(hops, place.hops);
      const path = `${place.path}.${node.alias?.value ?? node.name.value}`;
      if (node.selectionSet) visit(node.selectionSet, { ...place, path });
    };

    const visit = ({ selections }: SelectionSetNode, place: Place): void => {
      if (place.members.length === 0) return;
      for (const node of selections) {
        if (node.kind === Kind.FIELD) {
          visitField(node, place);
          continue;
        }
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
        const type = fragment?.typeCondition?.name.value;
        const members = type === undefined ? place.members : place.members.filter((member) => membersOf(type).includes(member));
        if (fragment) visit(fragment.selectionSet, { ...place, members });
      }
    };

    const root = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[operation.operation];
    let [runs, lastOwner] = [0, ''];
    const visitRoot = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        if (node.kind !== Kind.FIELD) {
          const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
          if (fragment) visitRoot(fragment.selectionSet);
          continue;
        }
        const field = types.get(root)?.fields.get(node.name.value);
        const [owner] = field?.owners ?? [];
        if (!field || owner === undefined) continue;
        // Mutations come one after the other, those that follow one another to one subgraph together.
        if (owner !== lastOwner) runs += 1;
        lastOwner = owner;
        fetches.add(operation.operation === OperationTypeNode.MUTATION ? `${owner} ${runs}` : owner);
        descend(node, { members: membersOf(field.type), from: new Set([owner]), path: '', hops: 0 });
      }
    };
    visitRoot(operation.selectionSet);
    // A selection that asks only for a type's name needs a fetch, too.
    return { fetches: Math.max(1, fetches.size), hops };
  };
}

function readTypes({ definitions }: DocumentNode): ReadonlyMap<string, JoinedType> {
  const types = new Map<string, JoinedType>();
  const members = new Map<string, string[]>();
  const join = (type: string, member: string): void => void members.set(type, [...(members.get(type) ?? []), member]);
  for (const node of definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) for (const { name } of node.types ?? []) join(node.name.value, name.value);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    join(node.name.value, node.name.value);
    for (const { name } of node.interfaces ?? []) join(name.value, node.name.value);
  }
  for (const node of definitions) {
    const isJoined =
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_DEFINITION;
    if (!isJoined) continue;
    const name = node.name.value;
    const graphs = new Set(argumentsOf(node.directives, 'join__type').map(({ graph }) => graph ?? ''));
    const fields = new Map<string, JoinedField>();
    for (const field of node.kind === Kind.UNION_TYPE_DEFINITION ? [] : (node.fields ?? [])) {
      const joined = argumentsOf(field.directives, 'join__field').filter(({ graph }) => graph !== undefined);
      const owners = joined.filter(({ external }) => external !== 'true').map(({ graph }) => graph ?? '');
      const requires = joined.flatMap(({ requires: required }) => namesIn(required));
      fields.set(field.name.value, { type: namedType(field.type), owners: joined.length === 0 ? [...graphs] : owners, requires });
    }
    types.set(name, { graphs, fields, members: members.get(name) ?? [] });
  }
  return types;
}

/** The text of each directive of a name. */
function argumentsOf(directives: readonly ConstDirectiveNode[] = [], name: string): Partial<Record<string, string>>[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: given = [] }) =>
      Object.fromEntries(given.map((argument) => [argument.name.value, 'value' in argument.value ? String(argument.value.value) : ''])),
    );
}

/** The fields at the top of a field set. */
function namesIn(fieldSet = ''): string[] {
  if (fieldSet === '') return [];
  const [node] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (node?.kind !== Kind.OPERATION_DEFINITION) return [];
  return node.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
