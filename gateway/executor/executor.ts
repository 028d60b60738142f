/**
 * Executes operations by the plans of @apollo/query-planner: what a client asked is planned under names that collide
 * with nothing, and answered under the client's own.
 */
import type { PlanNode } from '@apollo/query-planner';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, type Collecting } from './collect-fields.ts';
import { introspect, introspectionOf } from './introspect.ts';
import { normalize } from './prepare/normalize.ts';
import { createResponseNames, namesOf } from './prepare/response-names.ts';
import { runPlan, type Send } from './run-plan.ts';
import { compileShape, type Shape } from './shape.ts';

export interface ExecutorOptions {
  /** The schema that clients see. */
  schema: GraphQLSchema;
  /** With what they do not see, as plans are made for it. */
  fullSchema: GraphQLSchema;
}

export interface Executor {
  /**
   * Gets one operation of a valid document ready; for the same document object it is made once as a rule.
   *
   * @throws GraphQLError when there is no operation of that name.
   */
  prepare: (asked: AskedOperation) => PreparedOperation;
}

export interface AskedOperation {
  document: DocumentNode;
  operationName?: string | undefined;
  /** As the client gave them; they are valid. */
  variables: Record<string, unknown>;
}

export interface RunInput {
  /** The plan of `document`. */
  plan: PlanNode | undefined;
  /** The client's variables; they are valid. */
  variables: Record<string, unknown>;
  send: Send;
}

export interface PreparedOperation {
  /** To be planned: one operation without a name, whose fields, variables and fragments have names that no client gives. */
  document: DocumentNode;
  /** The variables of `document`. */
  rename: (variables: Record<string, unknown>) => Record<string, unknown>;
  /**
   * Executes a plan.
   *
   * @returns The answer. Errors of subgraphs carry `extensions.serviceName`, and what `send` threw is among the errors.
   */
  run: (input: RunInput) => Promise<ExecutionResult<Record<string, unknown>>>;
}

/** Variants of one operation that differ by its conditions: their shapes, and mutations ready to be planned. */
const maxVariants = 32;

export function createExecutor({ schema, fullSchema }: ExecutorOptions): Executor {
  const names = namesOf(fullSchema);
  const operations = new WeakMap<DocumentNode, { found: Variants<Found>; prepared: Variants<PreparedOperation> }>();

  const prepare = (asked: Found, isTrueAtFirst: (variable: string) => boolean): PreparedOperation => {
    const { operation, type, fragments, conditions } = asked;
    const dataName = createResponseNames(names);
    const planned =
      operation.operation === OperationTypeNode.MUTATION
        ? eachOnce(operation, { schema, fragments, isTrue: isTrueAtFirst }, type)
        : operation;
    const normalized = normalize({ operation: planned, fragments, responseName: dataName, schema });
    const introspection = introspectionOf(normalized);
    const plannedDefaults = defaultsOf(normalized.operation);
    const shapes = createVariants<Shape>();

    const shapeFor = (variables: Record<string, unknown>): Shape => {
      const isTrue = truth(variables, asked.defaults);
      const { selectionSet } = operation;
      return shapes(conditionKey(conditions, isTrue), () => compileShape({ schema, fragments, isTrue, selectionSet, type, dataName }));
    };

    return {
      document: normalized.document,
      rename: normalized.rename,
      run: async ({ plan, variables, send }) => {
        const renamed = normalized.rename(variables);
        const { data, errors, failures } = await runPlan({
          schema: fullSchema,
          node: plan,
          variables: renamed,
          isTrue: truth(renamed, plannedDefaults),
          send,
        });
        const told: GraphQLError[] = failures.map(asError);
        const shape = shapeFor(variables);
        if (introspection) {
          const known = introspect(schema, introspection, renamed);
          Object.assign(data, known.data);
          for (const { message, path } of known.errors ?? [])
            told.push(new GraphQLError(message, { path: path && shape.locate(data, path) }));
        }
        for (const { message, path, extensions, subgraph } of errors) {
          const at = path && shape.locate(data, path);
          told.push(new GraphQLError(message, { path: at, extensions: { ...extensions, serviceName: subgraph } }));
        }
        const answer = shape.complete(data);
        for (const { message, path } of answer.problems) told.push(new GraphQLError(message, { path }));
        return { ...(told.length > 0 && { errors: told }), data: answer.data };
      },
    };
  };

  return {
    prepare: ({ document, operationName, variables }) => {
      const known = operations.get(document) ?? { found: createVariants<Found>(), prepared: createVariants<PreparedOperation>() };
      operations.set(document, known);
      const found = known.found(operationName ?? '', () => find(schema, document, operationName));
      const isTrue = truth(variables, found.defaults);
      const bits = found.operation.operation === OperationTypeNode.MUTATION ? conditionKey(found.conditions, isTrue) : '';
      return known.prepared(`${operationName ?? ''} ${bits}`, () => prepare(found, isTrue));
    },
  };
}

interface Found {
  operation: OperationDefinitionNode;
  type: GraphQLObjectType;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The variables that its conditions depend on. */
  conditions: readonly string[];
  /** The values of variables that are not given. */
  defaults: ReadonlyMap<string, unknown>;
}

function find(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Found {
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!operation || !type) throw new GraphQLError('There is no such operation in the document.');
  const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((node) => [node.name.value, node]));
  return { operation, type, fragments, conditions: conditionsOf(document), defaults: defaultsOf(operation) };
}

/**
 * A mutation with each of its fields once, without conditions: a plan may ask a subgraph twice for one that stands at
 * several places under several conditions.
 */
function eachOnce(operation: OperationDefinitionNode, collecting: Collecting, type: GraphQLObjectType): OperationDefinitionNode {
  const selections = [...collectFields(collecting, [operation.selectionSet], type).values()].flatMap(([first, ...others]): FieldNode[] => {
    if (!first) return [];
    const { directives: _, selectionSet, ...field } = first;
    const below = [first, ...others].flatMap((node) => node.selectionSet?.selections ?? []);
    return [selectionSet ? { ...field, selectionSet: { ...selectionSet, selections: below } } : field];
  });
  return { ...operation, selectionSet: { ...operation.selectionSet, selections } };
}

type Variants<Value> = (key: string, make: () => Value) => Value;

function createVariants<Value>(): Variants<Value> {
  const kept = new Map<string, Value>();
  return (key, make) => {
    const present = kept.get(key);
    if (present) return present;
    if (kept.size >= maxVariants) kept.clear();
    const made = make();
    kept.set(key, made);
    return made;
  };
}

function conditionKey(conditions: readonly string[], isTrue: (variable: string) => boolean): string {
  return conditions.map((name) => (isTrue(name) ? '1' : '0')).join('');
}

/** The variables that conditions of a document depend on. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );
}

function truth(variables: Record<string, unknown>, defaults: ReadonlyMap<string, unknown>): (name: string) => boolean {
  return (name) => {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return (given === undefined ? defaults.get(name) : given) === true;
  };
}

function asError(failure: unknown): GraphQLError {
  if (failure instanceof GraphQLError) return failure;
  const error = failure instanceof Error ? failure : new Error(String(failure));
  return new GraphQLError(error.message, { originalError: error });
}
