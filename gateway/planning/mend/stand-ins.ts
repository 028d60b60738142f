/**
 * Stand-ins for fields with arguments that `@requires` names: a field without arguments for each way in which one is
 * required. Planners name what is required by its field alone, so that one with `EUR` would take the place of one with
 * `USD`.
 */
import {
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { nameOf, textOf } from './join-arguments.ts';

export interface StandIn {
  /** The field for which it stands. */
  field: string;
  arguments: readonly ArgumentNode[];
}

/** A stand-in at its place in a requirement: `category/price` and the name of what stands for it. */
export interface Required {
  place: string;
  standIn: string;
}

export interface StandIns {
  byName: ReadonlyMap<string, StandIn>;
  /** What a field of a subgraph requires, by `subgraph Type.field`. */
  requiredBy: ReadonlyMap<string, readonly Required[]>;
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** @returns The supergraph with the stand-ins as fields of its own; null where it needs none. */
export function addStandIns(supergraph: DocumentNode): { supergraph: DocumentNode; standIns: StandIns } | null {
  const types = supergraph.definitions.filter(
    (node): node is Composite => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const names = createNames(types);
  const subgraphOf = subgraphNames(supergraph);
  const requiredBy = new Map<string, Required[]>();

  const rewritten = types.map((type): Composite => {
    const fields = type.fields?.map((field): FieldDefinitionNode => {
      const directives = field.directives?.map((directive): ConstDirectiveNode => {
        const text = directive.name.value === 'join__field' ? textOf(directive, 'requires') : undefined;
        if (text === undefined) return directive;
        const required: Required[] = [];
        const selection = names.replaceIn(selectionOf(text), { type: type.name.value, path: [] }, required);
        if (required.length === 0) return directive;
        requiredBy.set(`${subgraphOf.get(nameOf(directive, 'graph') ?? '')} ${type.name.value}.${field.name.value}`, required);
        return withText(directive, 'requires', print(selection).slice(1, -1).trim());
      });
      return directives ? { ...field, directives } : field;
    });
    return fields ? { ...type, fields } : type;
  });
  if (requiredBy.size === 0) return null;
  // A stand-in that itself requires something does so by other stand-ins: they are copied after all are known.
  const complete = new Map(types.map((type, index) => [type, withStandIns(rewritten[index] ?? type, names.byName)] as const));
  const definitions = supergraph.definitions.map((node) => complete.get(node as Composite) ?? node);
  return { supergraph: { ...supergraph, definitions }, standIns: { byName: names.byName, requiredBy } };
}

interface Place {
  type: string;
  path: readonly string[];
}

interface Names {
  byName: Map<string, StandIn>;
  replaceIn: (set: SelectionSetNode, place: Place, required: Required[]) => SelectionSetNode;
}

function createNames(types: readonly Composite[]): Names {
  const fieldsOf = new Map(types.map(({ name, fields = [] }) => [name.value, new Map(fields.map((field) => [field.name.value, field]))]));
  const taken = new Set([...fieldsOf.values()].flatMap((fields) => [...fields.keys()]));
  const byName = new Map<string, StandIn>();
  const known = new Map<string, string>();

  const nameFor = ({ name: { value: field }, arguments: given = [] }: FieldNode): string => {
    const sorted = [...given].sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
    const key = `${field}(${sorted.map((argument) => print(argument)).join()})`;
    let name = known.get(key);
    if (name !== undefined) return name;
    for (let number = known.size; name === undefined || taken.has(name); number += 1) name = `_q${number}`;
    taken.add(name);
    known.set(key, name);
    byName.set(name, { field, arguments: sorted });
    return name;
  };

  const replaceIn: Names['replaceIn'] = (set, { type, path }, required) => ({
    ...set,
    selections: set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return node;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const below = { type: node.typeCondition?.name.value ?? type, path };
        return { ...node, selectionSet: replaceIn(node.selectionSet, below, required) };
      }
      const field = fieldsOf.get(type)?.get(node.name.value);
      const at = [...path, node.name.value];
      const below = { type: field ? namedType(field.type) : '', path: at };
      const inner = node.selectionSet && { selectionSet: replaceIn(node.selectionSet, below, required) };
      if (!field?.arguments?.length) return { ...node, ...inner };
      const standIn = nameFor(node);
      required.push({ place: at.join('/'), standIn });
      const { arguments: _, ...plain } = node;
      return { ...plain, name: { kind: Kind.NAME, value: standIn }, ...inner };
    }),
  });
  return { byName, replaceIn };
}

/** Every type with the field gets the stand-in: an interface and what implements it have the same fields. */
function withStandIns(type: Composite, standIns: ReadonlyMap<string, StandIn>): Composite {
  const fields = type.fields ?? [];
  const added = [...standIns].flatMap(([name, standIn]): FieldDefinitionNode[] => {
    const field = fields.find((one) => one.name.value === standIn.field);
    const takes = new Set(field?.arguments?.map((argument) => argument.name.value));
    if (!field || takes.size === 0 || !standIn.arguments.every((argument) => takes.has(argument.name.value))) return [];
    const { arguments: _, description: _description, ...plain } = field;
    return [{ ...plain, name: { kind: Kind.NAME, value: name } }];
  });
  return added.length === 0 ? type : { ...type, fields: [...fields, ...added] };
}

function subgraphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of supergraph.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of node.values ?? [])
      for (const directive of directives) {
        const subgraph = directive.name.value === 'join__graph' ? textOf(directive, 'name') : undefined;
        if (subgraph !== undefined) names.set(name.value, subgraph);
      }
  }
  return names;
}

function selectionOf(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No selection.');
  return definition.selectionSet;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function withText(directive: ConstDirectiveNode, name: string, value: string): ConstDirectiveNode {
  return visit(directive, {
    Argument: (node) => (node.name.value === name ? { ...node, value: { kind: Kind.STRING, value } } : undefined),
  });
}
