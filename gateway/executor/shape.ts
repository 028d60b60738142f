/** Makes the answer that a client asked for of the data that a plan brought, as the GraphQL specification says. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, typeOfField, type Collecting } from './collect-fields.ts';
import { isDataObject, type DataObject } from './merge.ts';
import type { Path } from './targets.ts';

/** A value that does not fit its type. */
export interface Problem {
  path: (string | number)[];
  message: string;
}

export interface Shape {
  /** @returns The answer; null where a null reached the root. */
  complete: (data: DataObject) => { data: DataObject | null; problems: Problem[] };
  /** The place in the answer for a place in the data, cut off where it leaves the client's selection. */
  locate: (data: DataObject, path: Path) => (string | number)[];
}

export interface ShapeInput extends Collecting {
  selectionSet: SelectionSetNode;
  type: GraphQLCompositeType;
  /** The name of a field in the data. */
  dataName: (node: FieldNode) => string;
}

/** Stands for a null where none is allowed: it makes the enclosing value null. */
const lost = Symbol('lost');
type Complete = (value: unknown, problems: Problem[]) => unknown;

interface Field {
  responseName: string;
  dataName: string;
  complete: Complete;
  /** The selection below the field; null for a leaf. */
  below: Selection | null;
}

/** The fields of an object, in the order of the answer. */
interface Layout {
  fields: readonly Field[];
  /** An answer in which each of them is null. */
  empty: Readonly<DataObject>;
}

/** The selection of the objects at one place, by their types. */
interface Selection {
  type: GraphQLCompositeType;
  /** The one type that an object can have here; null where several are possible. */
  only: GraphQLObjectType | null;
  layoutOf: (type: GraphQLCompositeType) => Layout;
  /** Whether the selection is the same for every possible type. */
  isUniform: () => boolean;
}

/** Compiles a selection. The part for a type is compiled when its first object comes. */
export function compileShape({ selectionSet, type, dataName, ...collecting }: ShapeInput): Shape {
  const { schema } = collecting;

  const select = (selectionSets: readonly SelectionSetNode[], declared: GraphQLCompositeType): Selection => {
    const known = new Map<string, Layout>();
    const compile = (concrete: GraphQLCompositeType): Field[] =>
      [...collectFields(collecting, selectionSets, concrete)].flatMap(([responseName, nodes]) => {
        const [node] = nodes;
        if (!node) return [];
        const name = node.name.value;
        if (name === '__typename') return [{ responseName, dataName: name, complete: typename(concrete), below: null }];
        const fieldType = typeOfField(schema, concrete, name);
        if (!fieldType) return [];
        const named = getNamedType(fieldType);
        const sets = nodes.flatMap((each) => each.selectionSet ?? []);
        const below = isCompositeType(named) ? select(sets, named) : null;
        return [{ responseName, dataName: dataName(node), complete: completer(fieldType, below), below }];
      });
    const layoutOf = (concrete: GraphQLCompositeType): Layout => {
      const present = known.get(concrete.name);
      if (present) return present;
      const fields = compile(concrete);
      const layout = { fields, empty: Object.fromEntries(fields.map(({ responseName }) => [responseName, null])) };
      known.set(concrete.name, layout);
      return layout;
    };
    let uniform: boolean | undefined;
    const isUniform = (): boolean => {
      const own = namesIn(layoutOf(declared));
      return !isAbstractType(declared) || schema.getPossibleTypes(declared).every((possible) => namesIn(layoutOf(possible)) === own);
    };
    const only = isObjectType(declared) ? declared : null;
    return { type: declared, only, layoutOf, isUniform: () => (uniform ??= isUniform()) };
  };

  /**
   * The type of an object: what it says itself where more than one is possible. Null where clients know of no such type,
   * and where the subgraph that knows which it is did not answer, while what is asked for depends on it.
   */
  const typeOf = (value: DataObject, { type: declared, only, isUniform }: Selection): GraphQLCompositeType | null => {
    if (only) return only;
    const name = Object.hasOwn(value, '__typename') ? value['__typename'] : undefined;
    const own = typeof name === 'string' ? schema.getType(name) : declared;
    if (isObjectType(own)) return isAbstractType(declared) && schema.isSubType(declared, own) ? own : null;
    const isKnown = own === declared || (isInterfaceType(own) && isAbstractType(declared) && schema.isSubType(declared, own));
    return isKnown && isUniform() ? declared : null;
  };

  const completeObject = (value: DataObject, below: Selection, problems: Problem[]): unknown => {
    const concrete = typeOf(value, below);
    if (!concrete) return null;
    const { fields, empty } = below.layoutOf(concrete);
    // All objects of a place have the same form, which makes them quick to fill and to write.
    const answer: DataObject = { ...empty };
    for (const { responseName, dataName, complete } of fields) {
      const before = problems.length;
      const completed = complete(Object.hasOwn(value, dataName) ? value[dataName] : null, problems);
      if (problems.length > before) under(responseName, problems, before);
      if (completed === lost) return null;
      if (responseName === '__proto__') Object.defineProperty(answer, responseName, { value: completed });
      else answer[responseName] = completed;
    }
    return answer;
  };

  const completer = (fieldType: GraphQLOutputType, below: Selection | null): Complete => {
    if (isNonNullType(fieldType)) {
      const complete = completer(fieldType.ofType, below);
      return (value, problems) => complete(value, problems) ?? lost;
    }
    if (isListType(fieldType)) {
      const complete = completer(fieldType.ofType, below);
      return (value, problems) => {
        if (value == null) return null;
        if (!Array.isArray(value)) return wrong(fieldType, problems);
        const items: unknown[] = [];
        // Plainly counted, because an iterator takes longer than most values.
        for (let index = 0; index < value.length; index += 1) {
          const before = problems.length;
          const completed = complete(value[index], problems);
          if (problems.length > before) under(index, problems, before);
          if (completed === lost) return null;
          items.push(completed);
        }
        return items;
      };
    }
    if (isEnumType(fieldType)) {
      const values = new Set(fieldType.getValues().map(({ name }) => name));
      return (value, problems) => {
        if (value == null) return null;
        // An enum value that the clients' schema lacks counts as no value.
        if (typeof value === 'string') return values.has(value) ? value : null;
        return wrong(fieldType, problems);
      };
    }
    if (isScalarType(fieldType)) {
      const isValue = valuesOf(fieldType);
      return (value, problems) => {
        if (value == null) return null;
        return isValue(value) ? value : wrong(fieldType, problems);
      };
    }
    if (!below) throw new Error(`Nothing is selected of ${String(fieldType)}.`);
    return (value, problems) => {
      if (value == null) return null;
      return isDataObject(value) ? completeObject(value, below, problems) : wrong(fieldType, problems);
    };
  };

  const root = select([selectionSet], type);
  /** The fields of one place; where nothing says which type it has, those of all that it may have. */
  const fieldsAt = (value: unknown, selection: Selection): readonly Field[] => {
    const { type: declared, layoutOf } = selection;
    const concrete = isDataObject(value) ? typeOf(value, selection) : null;
    if (concrete) return layoutOf(concrete).fields;
    if (!isAbstractType(declared)) return layoutOf(declared).fields;
    return schema.getPossibleTypes(declared).flatMap((possible) => [...layoutOf(possible).fields]);
  };

  return {
    complete: (data) => {
      const problems: Problem[] = [];
      const answer = completeObject(data, root, problems) as DataObject | null;
      return { data: answer, problems };
    },
    locate: (data, path) => {
      const located: (string | number)[] = [];
      let value: unknown = data;
      let below: Selection | null = root;
      for (const key of path) {
        if (typeof key === 'number') {
          value = Array.isArray(value) ? value[key] : undefined;
          located.push(key);
          continue;
        }
        const field: Field | undefined = below ? fieldsAt(value, below).find(({ dataName: name }) => name === key) : undefined;
        if (!field) break;
        located.push(field.responseName);
        value = isDataObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
        below = field.below;
      }
      return located;
    },
  };
}

function namesIn({ fields }: Layout): string {
  return fields.map(({ responseName }) => responseName).join();
}

function typename(type: GraphQLCompositeType): Complete {
  return () => (isObjectType(type) ? type.name : lost);
}

function wrong(type: GraphQLOutputType, problems: Problem[]): null {
  problems.push({ path: [], message: `A subgraph gave what is no ${String(type)}.` });
  return null;
}

/** Puts what was found inside of a place under its key. */
function under(key: string | number, problems: Problem[], from: number): void {
  for (let index = from; index < problems.length; index += 1) problems[index]?.path.unshift(key);
}

function valuesOf({ name }: GraphQLScalarType): (value: unknown) => boolean {
  switch (name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return (value) => Number.isInteger(value);
    case 'Float':
      return (value) => typeof value === 'number';
    case 'String':
      return (value) => typeof value === 'string';
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value);
    default:
      return () => true;
  }
}
