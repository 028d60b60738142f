/** The data of the small supergraph that tests the executor: every value follows from the path to it and a seed. */
import { createHash } from 'node:crypto';
import {
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** An object of the model: its type, and what all its values follow from. For those with ids it is the id. */
export interface ModelObject {
  __typename: string;
  self: string;
}

export interface Model {
  /** The value of a field: a leaf, an object, a list of them, null; it throws where the model says so. */
  read: (object: ModelObject, field: ModelField) => unknown;
  /** The object with an id, under any of its keys; null where there is none. */
  find: (key: string) => ModelObject | null;
}

export interface ModelField {
  name: string;
  args: Record<string, unknown>;
  type: GraphQLOutputType;
  schema: GraphQLSchema;
}

const kinds = { book: 'Book', film: 'Film', person: 'Person', review: 'Review' } as const;
const perKind = 4;
const noNull = new Set(['id', 'email', 'code']);

export function createModel(seed: number): Model {
  let pushed = 0;

  const chance = (text: string): number => createHash('sha1').update(`${seed} ${text}`).digest().readUInt32BE(0);
  const find = (key: string): ModelObject | null => {
    const id = key.replace(/^c-|@example\.org$/g, '');
    const [, kind, number] = /^([a-z]+)(\d)$/.exec(id) ?? [];
    const typename = kinds[kind as keyof typeof kinds];
    return typename && Number(number) < perKind ? { __typename: typename, self: id } : null;
  };

  const valueOf = (type: GraphQLOutputType, at: string, { schema, args }: ModelField): unknown => {
    if (!isNonNullType(type) && chance(`${at} null`) % 7 === 0) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const most = typeof args['first'] === 'number' ? Math.max(0, Math.min(args['first'], 3)) : 3;
      const field = { schema, args, name: '', type };
      return Array.from({ length: chance(`${at} length`) % (most + 1) }, (_, index) => valueOf(nullable.ofType, `${at}#${index}`, field));
    }
    if (isCompositeType(nullable)) {
      const possible = isAbstractType(nullable) ? schema.getPossibleTypes(nullable) : [nullable];
      const names = possible.map(({ name }) => name).sort();
      const name = names[chance(`${at} type`) % names.length] ?? '';
      // A subgraph that has the interface as an object derives the concrete type from the id.
      const concrete = name === 'Work' ? (['Book', 'Film'][chance(`${at} type`) % 2] ?? '') : name;
      const kind = Object.entries(kinds).find(([, typename]) => typename === concrete)?.[0];
      const self = kind === undefined ? at : `${kind}${chance(`${at} which`) % perKind}`;
      return { __typename: name, self } satisfies ModelObject;
    }
    const number = chance(at);
    if (isEnumType(nullable)) return nullable.getValues()[number % nullable.getValues().length]?.value as unknown;
    switch (nullable.toString()) {
      case 'Int':
        return number % 1000;
      case 'Float':
        return (number % 1000) / 8;
      case 'Boolean':
        return number % 2 === 0;
      default:
        return `${at}:${number % 100}`;
    }
  };

  return {
    find,
    read: ({ __typename, self }, field) => {
      const { name, args, type, schema } = field;
      if (noNull.has(name) && find(self)) return { id: self, email: `${self}@example.org`, code: `c-${self}` }[name];
      if (name === 'push' || name === 'tap') return (pushed += 1);
      const isRoot = [schema.getQueryType(), schema.getMutationType()].some((root) => root?.name === __typename);
      if (isRoot && typeof args['id'] === 'string') {
        const found = find(args['id']);
        const wanted = getNullableType(type);
        const isWanted = found && (isObjectType(wanted) ? wanted.name === found.__typename : found.__typename !== 'Review');
        return isWanted ? found : null;
      }
      const at = `${self}.${name}${JSON.stringify(sortedValue(args))}`;
      if (name.startsWith('risky') && chance(`${at} risk`) % 3 === 0) throw new Error(`${at} went wrong`);
      return valueOf(type, at, field);
    },
  };
}

function sortedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sortedValue(member)]));
}
