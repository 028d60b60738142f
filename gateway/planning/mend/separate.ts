import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { StandIns } from './stand-ins.ts';

/** Fields of objects that can be asked for at once: no two of them require one field with different arguments. */
interface Group {
  /** As `Type.field`. */
  fields: Set<string>;
  /** The stand-in at each place. */
  required: Map<string, string>;
}

/** Parts a fetch whose fields require one field with different arguments: an object shows it once in a representation. */
export function separate(fetch: FetchNode, { byName, requiredBy }: StandIns): FetchNode[] {
  if (!fetch.requires || !hasStandIn(fetch.requires, byName)) return [fetch];
  const document = parse(fetch.operation, { noLocation: true });
  const entities = entitiesOf(document);
  if (!entities) return [fetch];
  const groups: Group[] = [];
  for (const name of fieldsIn(entities, '')) {
    const required = requiredBy.get(`${fetch.serviceName} ${name}`) ?? [];
    const fits = (group: Group): boolean => required.every(({ place, standIn }) => (group.required.get(place) ?? standIn) === standIn);
    let group = groups.find(fits);
    if (!group) groups.push((group = { fields: new Set(), required: new Map() }));
    group.fields.add(name);
    for (const { place, standIn } of required) group.required.set(place, standIn);
  }
  if (groups.length < 2) return [fetch];
  return groups.map(({ fields, required }) => {
    const operation = withEntities(document, keepFields(entities, '', fields));
    const { operationDocumentNode: _, variableUsages = [], ...plain } = fetch;
    return {
      ...plain,
      operation: stripIgnoredCharacters(print(operation)),
      variableUsages: variableUsages.filter((name) => declares(operation, name)),
      requires: keepRequired(fetch.requires ?? [], { byName, required }, []),
    };
  });
}

function hasStandIn(selections: readonly QueryPlanSelectionNode[], standIns: ReadonlyMap<string, unknown>): boolean {
  return selections.some((node) => (node.kind === 'Field' && standIns.has(node.name)) || hasStandIn(node.selections ?? [], standIns));
}

/** What is asked for of the objects, with fragments written out. */
function entitiesOf(document: DocumentNode): SelectionSetNode | null {
  const operation = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  const [field] = operation?.selectionSet.selections ?? [];
  if (field?.kind !== Kind.FIELD || !field.selectionSet) return null;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const writtenOut = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FIELD) return node;
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (!fragment) throw new Error('A fetch spreads a fragment that it does not have.');
      const { typeCondition } = fragment;
      return {
        kind: Kind.INLINE_FRAGMENT,
        directives: node.directives ?? [],
        ...(typeCondition && { typeCondition }),
        selectionSet: writtenOut(fragment.selectionSet),
      };
    }),
  });
  return writtenOut(field.selectionSet);
}

function fieldsIn({ selections }: SelectionSetNode, type: string): Set<string> {
  return new Set(
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [`${type}.${node.name.value}`];
      return node.kind === Kind.INLINE_FRAGMENT ? [...fieldsIn(node.selectionSet, node.typeCondition?.name.value ?? type)] : [];
    }),
  );
}

function keepFields(set: SelectionSetNode, type: string, kept: ReadonlySet<string>): SelectionSetNode {
  const selections = set.selections.flatMap((node): SelectionNode[] => {
    if (node.kind === Kind.FIELD) return kept.has(`${type}.${node.name.value}`) ? [node] : [];
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    const selectionSet = keepFields(node.selectionSet, node.typeCondition?.name.value ?? type, kept);
    return selectionSet.selections.length === 0 ? [] : [{ ...node, selectionSet }];
  });
  return { ...set, selections };
}

/** The operation with other entities, and with the fragments and variables that these use. */
function withEntities(document: DocumentNode, entities: SelectionSetNode): DocumentNode {
  const changed = document.definitions.map((node) => {
    const [field] = node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : [];
    if (node.kind !== Kind.OPERATION_DEFINITION || field?.kind !== Kind.FIELD) return node;
    return { ...node, selectionSet: { ...node.selectionSet, selections: [{ ...field, selectionSet: entities }] } };
  });
  const spread = new Set<string>();
  const used = new Set<string>();
  const look = (node: (typeof changed)[number]): void =>
    void visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.add(name.value),
      FragmentSpread: ({ name: { value } }) => {
        if (spread.has(value)) return;
        spread.add(value);
        for (const one of changed) if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === value) look(one);
      },
    });
  for (const node of changed) if (node.kind === Kind.OPERATION_DEFINITION) look(node);
  const definitions = changed
    .filter((node) => node.kind !== Kind.FRAGMENT_DEFINITION || spread.has(node.name.value))
    .map((node) =>
      node.kind === Kind.OPERATION_DEFINITION
        ? { ...node, variableDefinitions: (node.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)) }
        : node,
    );
  return { ...document, definitions };
}

function declares({ definitions }: DocumentNode, name: string): boolean {
  return definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.variableDefinitions?.some(({ variable }) => variable.name.value === name),
  );
}

/** The required fields of one group: of stand-ins, those that it needs where they are. */
function keepRequired(
  selections: readonly QueryPlanSelectionNode[],
  group: Pick<StandIns, 'byName'> & Pick<Group, 'required'>,
  place: readonly string[],
): QueryPlanSelectionNode[] {
  const { byName, required } = group;
  return selections.flatMap((node): QueryPlanSelectionNode[] => {
    if (node.kind === 'InlineFragment') {
      const inner = keepRequired(node.selections, group, place);
      return inner.length === 0 ? [] : [{ ...node, selections: inner }];
    }
    const standIn = byName.get(node.name);
    const at = [...place, standIn?.field ?? node.name];
    if (standIn && required.get(at.join('/')) !== node.name) return [];
    if (!node.selections) return [node];
    const inner = keepRequired(node.selections, group, at);
    return inner.length === 0 ? [] : [{ ...node, selections: inner }];
  });
}
