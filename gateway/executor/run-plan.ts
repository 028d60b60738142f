/** Walks a query plan: sends its fetches and puts together what they bring. */
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { contextOf } from './contexts.ts';
import { isDataObject, merge, type DataObject } from './merge.ts';
import { representationOf } from './representations.ts';
import { applyRewrites, renamedKeys, type IsOfType } from './prepare/rewrites.ts';
import { placesOf, targetsAt, type Path } from './targets.ts';

export interface SubgraphError {
  message: string;
  path?: Path | undefined;
  extensions?: Record<string, unknown> | undefined;
}

export interface SubgraphAnswer {
  data?: DataObject | null;
  errors?: readonly SubgraphError[];
}

/** Sends one fetch. A failure adds an error to the answer and makes the fetch's fields null. */
export type Send = (fetch: FetchNode, variables: Record<string, unknown>) => Promise<SubgraphAnswer>;

export interface PlanInput {
  /** The composed schema, with what clients do not see. */
  schema: GraphQLSchema;
  node: PlanNode | undefined;
  /** Under the names of the planned document. */
  variables: Record<string, unknown>;
  /** Whether a condition of the plan holds: the variable of that name, or its default. */
  isTrue: (variable: string) => boolean;
  send: Send;
}

/** An error of a subgraph, and where in the data it belongs. */
export interface PlacedError extends SubgraphError {
  subgraph: string;
}

export interface PlanResult {
  data: DataObject;
  errors: PlacedError[];
  /** The error that `send` threw. */
  failures: unknown[];
}

interface Run extends PlanInput, PlanResult {
  isOfType: IsOfType;
  isConcrete: (typename: unknown) => boolean;
}

export async function runPlan(input: PlanInput): Promise<PlanResult> {
  const { schema, node } = input;
  const run: Run = {
    ...input,
    data: {},
    errors: [],
    failures: [],
    isOfType: (object, type) => isOfType(schema, object, type),
    isConcrete: (typename) => typeof typename === 'string' && isObjectType(schema.getType(typename)),
  };
  if (node) await walk(run, node, []);
  return run;
}

async function walk(run: Run, node: PlanNode, path: Path): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const step of node.nodes) await walk(run, step, path);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map(async (step) => await walk(run, step, path)));
      return;
    case 'Flatten':
      return await walk(run, node.node, [...path, ...node.path]);
    case 'Condition': {
      const clause = run.isTrue(node.condition) ? node.ifClause : node.elseClause;
      if (clause) await walk(run, clause, path);
      return;
    }
    case 'Fetch':
      try {
        await (node.requires ? fetchEntities(run, node, path) : fetchFields(run, node, path));
      } catch (error) {
        run.failures.push(error);
      }
      return;
    case 'Defer':
      throw new Error('Plans are made without @defer.');
  }
}

/** A fetch of root fields: what it brings belongs to every object at the path, which is the root itself as a rule. */
async function fetchFields(run: Run, fetch: FetchNode, path: Path): Promise<void> {
  const targets = targetsAt(run.data, path).map(({ object }) => object);
  if (targets.length === 0) return;
  const { data, errors = [] } = await run.send(fetch, pick(run.variables, fetch.variableUsages));
  const keys = renamedKeys(fetch.outputRewrites);
  if (errors.length > 0) {
    const places = placesOf(run.data, path, new Set(targets));
    place(run, fetch, errors, (at) => places.map((before) => [...before, ...at.map((key) => told(key, keys))]));
  }
  if (!data) return;
  applyRewrites(fetch.outputRewrites, data, run.isOfType);
  // Each gets its own copy but the last.
  for (const [index, target] of targets.entries())
    merge(target, index === targets.length - 1 ? data : structuredClone(data), run.isConcrete);
}

/** Objects with equal representations: the subgraph answers once for all of them. */
interface Group {
  representation: DataObject;
  objects: DataObject[];
}

/** A fetch of what another subgraph knows of the objects at the path. */
async function fetchEntities(run: Run, fetch: FetchNode, path: Path): Promise<void> {
  const { requires = [], contextRewrites = [] } = fetch;
  const byContext = new Map<string, { context: DataObject; groups: Map<string, Group> }>();
  for (const target of targetsAt(run.data, path)) {
    const representation = representationOf(target.object, requires, run.isOfType);
    if (!representation) continue;
    applyRewrites(fetch.inputRewrites, representation, run.isOfType);
    const context = contextRewrites.length === 0 ? {} : contextOf(contextRewrites, target, run.isOfType);
    const contextKey = contextRewrites.length === 0 ? '' : JSON.stringify(context);
    const sent = byContext.get(contextKey) ?? { context, groups: new Map<string, Group>() };
    byContext.set(contextKey, sent);
    const key = JSON.stringify(representation);
    const group = sent.groups.get(key);
    if (group) group.objects.push(target.object);
    else sent.groups.set(key, { representation, objects: [target.object] });
  }
  const all = [...byContext.values()];
  await Promise.all(all.map(async ({ context, groups }) => await fetchGroups(run, fetch, path, { context, groups: [...groups.values()] })));
}

async function fetchGroups(run: Run, fetch: FetchNode, path: Path, sent: { context: DataObject; groups: Group[] }): Promise<void> {
  const { context, groups } = sent;
  const representations = groups.map(({ representation }) => representation);
  const variables = { ...pick(run.variables, fetch.variableUsages), ...context, representations };
  const { data, errors = [] } = await run.send(fetch, variables);
  const keys = renamedKeys(fetch.outputRewrites);
  place(run, fetch, errors, ([root, index, ...at]) => {
    const group = root === '_entities' && typeof index === 'number' ? groups[index] : undefined;
    if (!group) return [];
    return placesOf(run.data, path, new Set(group.objects)).map((before) => [...before, ...at.map((key) => told(key, keys))]);
  });
  if (!data) return;
  const entities = data['_entities'];
  if (!Array.isArray(entities) || entities.length !== groups.length)
    throw new Error(
      `${fetch.serviceName} was asked for ${groups.length} entities and gave ${Array.isArray(entities) ? entities.length : 'none'}.`,
    );
  for (const [index, { representation, objects }] of groups.entries()) {
    const entity: unknown = entities[index];
    if (!isDataObject(entity)) continue;
    entity['__typename'] ??= representation['__typename'];
    applyRewrites(fetch.outputRewrites, entity, run.isOfType);
    for (const object of objects) merge(object, entity, run.isConcrete);
  }
}

/** Adds errors at every place in the data that they concern. An error without a place has no path. */
function place(run: Run, { serviceName }: FetchNode, errors: readonly SubgraphError[], placesAt: (path: Path) => Path[]): void {
  for (const { message, extensions, path } of errors) {
    const error = { message, extensions, subgraph: serviceName };
    const places = path ? placesAt(path) : [];
    if (places.length === 0) run.errors.push(error);
    for (const at of places) run.errors.push({ ...error, path: at });
  }
}

function told(key: string | number, keys: ReadonlyMap<string, string>): string | number {
  return typeof key === 'string' ? (keys.get(key) ?? key) : key;
}

function pick(values: Record<string, unknown>, names: readonly string[] = []): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) if (values[name] !== undefined) picked[name] = values[name];
  return picked;
}

function isOfType(schema: GraphQLSchema, object: DataObject, name: string): boolean | undefined {
  const typename = object['__typename'];
  if (typeof typename !== 'string') return undefined;
  if (typename === name) return true;
  const [type, condition] = [schema.getType(typename), schema.getType(name)];
  if (!isAbstractType(condition) || !(isObjectType(type) || isInterfaceType(type))) return false;
  return schema.isSubType(condition, type);
}
