import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import {
  execute,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  parse,
  validate,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { randomOperation } from '#test/harness/generate/random-operation.ts';
import { repeatableChance } from '#test/harness/generate/repeatable-chance.ts';
import { pageObjects } from '../limits.ts';
import { newRequest } from '../request.ts';
import { checkCost } from './check-cost.ts';
import { countLoaded } from './count-loaded.ts';
import type { Cost } from './count-objects.ts';
import { listSizeOf, stateCosts } from './stated-costs.ts';

const waitedFor = newRequest({ clientIp: '', userAgent: undefined });
const composed = Supergraph.build(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'));
const schema = composed.apiSchema().toGraphQLJSSchema();
stateCosts(schema, composed.schema);
const costOf = (text: string, variables: Record<string, unknown> = {}, name?: string): Cost => {
  const document = parse(text);
  const operation = getOperationAST(document, name);
  if (!operation) throw new Error('no operation');
  return checkCost({ schema, document, operation, variables });
};
const countOf = (...asked: Parameters<typeof costOf>): number => costOf(...asked).objects;

type Field = GraphQLField<unknown, unknown>;
const fields: { type: string; field: Field }[] = Object.values(schema.getTypeMap())
  .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
  .flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).map((field) => ({ type: type.name, field })) : [],
  );
const takesSize = (field: Field): boolean => field.args.some(({ name }) => name === 'first' || name === 'last');
const isListOfObjects = ({ type }: Field): boolean => isListType(getNullableType(type)) && isCompositeType(getNamedType(type));

describe('the schema', () => {
  it('states how long each of its lists of objects can be: by a page, or by @listSize', () => {
    const unstated = fields.filter(({ type, field }) => {
      if (!isListOfObjects(field) || takesSize(field) || listSizeOf(field) !== undefined) return false;
      const pages = fields.filter((one) => getNamedType(one.field.type).name === type);
      return !(['edges', 'nodes'].includes(field.name) && pages.every((page) => takesSize(page.field)));
    });
    expect(unstated.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
    expect(fields.filter(({ field }) => listSizeOf(field) !== undefined).length).toBeGreaterThan(5);
  });
});

const ids = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, index) => `usr_${index}`));
const followers = 'nodes { ... on User { followers(first: $n) { nodes { id } } } }';

describe('objects are counted over values as they are coerced', () => {
  const page = (size: number): number => pageObjects + 2 * size;
  it.each<[string, number, string, Record<string, unknown>?]>([
    ['a default of a non-null variable', page(100), 'query ($n: Int! = 100) { posts(first: $n) { nodes { id } } }'],
    ['a default of a nullable variable', page(70), 'query ($n: Int = 70) { posts(first: $n) { nodes { id } } }'],
    ['null for a variable with a default', page(20), 'query ($n: Int = 70) { posts(first: $n) { nodes { id } } }', { n: null }],
    ['a variable that was not given', page(20), 'query ($n: Int) { posts(first: $n) { nodes { id } } }'],
    ['null for a size', page(20), '{ posts(first: null) { nodes { id } } }'],
    ['a size from the end', page(7), '{ user(id: "a") { posts(last: 7) { nodes { id } } } }'].map((part, index) =>
      index === 1 ? 1 + page(7) : part,
    ) as [string, number, string],
    ['a list in a default', 50, `query ($ids: [ID!]! = ${ids(50)}) { nodes(ids: $ids) { id } }`],
    ['a nullable list in a default', 50, `query ($ids: [ID!] = ${ids(50)}) { nodes(ids: $ids) { id } }`],
    ['one value for a list', 1, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: 'usr_1' }],
    ['variables within a list', 3, 'query ($a: ID!, $b: ID! = "b") { nodes(ids: [$a, $b, "c"]) { id } }', { a: 'a' }],
    ['both lists of a page', page(10) + 10 * 2, '{ posts(first: 10) { nodes { id } edges { node { id } } } }'],
    ['a page whose items are read and not shown', page(90), '{ posts(first: 90) { pageInfo { hasNextPage } } }'],
    ['a page of which nothing is asked but its type', page(20), '{ posts { __typename } }'],
    ['a page in a fragment', page(10), '{ posts(first: 10) { ...P } } fragment P on PostConnection { nodes { id } }'],
    [
      'one fragment on pages of two sizes',
      page(10) + page(20),
      '{ a: posts(first: 10) { ...P } b: posts(first: 20) { ...P } } fragment P on PostConnection { nodes { id } }',
    ],
    [
      'an inline fragment on an interface',
      5 * (1 + page(9)),
      `query ($n: Int! = 9) { nodes(ids: ${ids(5)}) { ... on Node { ... on User { followers(first: $n) { nodes { id } } } } } }`,
    ],
    ['a field named twice', 2 * page(10), '{ posts(first: 10) { nodes { id } } posts(first: 10) { nodes { text } } }'],
    ['a list of stated size', 1 + 3 + 10 * (1 + 16), '{ post(id: "a") { media { renditions { url } } } }'],
    [
      'what is skipped',
      page(1),
      'query ($all: Boolean! = false) { posts(first: 1) { nodes { id } } feed(first: 100) @include(if: $all) { nodes { id } } }',
    ],
    ['introspection', 1 + Object.keys(schema.getTypeMap()).length, '{ __schema { types { name } } }'],
  ])('%s', (_name, expected, text, variables) => {
    expect(validate(schema, parse(text))).toEqual([]);
    expect(countOf(text, variables)).toBe(expected);
  });

  it.each([
    [
      'by defaults',
      `query ($n: Int! = 100, $ids: [ID!]! = ${ids(100)}) { nodes(ids: $ids) { ... on User { followers(first: $n) { ${followers} } } } }`,
    ],
    [
      'by defaults of nullable variables',
      `query ($n: Int = 100, $ids: [ID!] = ${ids(100)}) { nodes(ids: $ids) { ... on User { followers(first: $n) { ${followers} } } } }`,
    ],
    [
      'by lists of variables',
      `query ($n: Int! = 100, $a: ID! = "a") { nodes(ids: [${'$a '.repeat(100)}]) { ... on User { followers(first: $n) { ${followers} } } } }`,
    ],
    [
      'in events',
      'subscription { newPost { post { author { followers(first: 98) { nodes { followers(first: 49) { nodes { id } } } } } } } }',
    ],
    [
      'by introspection',
      `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: __schema { types { fields { args { type { name } } type { fields { name args { name } } } } } }`).join(' ')} }`,
    ],
  ])('too many are refused %s', (_name, text) => {
    expect(validate(schema, parse(text))).toEqual([]);
    expect(() => countOf(text)).toThrow(/objects/);
  });

  it('fields are counted with fragments written out, before anything is planned', () => {
    const levels = Array.from(
      { length: 10 },
      (_, level) => `fragment X${level + 1} on Post { indexing { done } replyTo { ...X${level} } repostOf { ...X${level} } }`,
    );
    const text = `{ post(id: "a") { ...X10 } } fragment X0 on Post { indexing { done } } ${levels.join(' ')}`;
    expect(validate(schema, parse(text))).toEqual([]);
    expect(() => countOf(text)).toThrow(/fields/);
  });

  it('leaves the introspection of tools alone', () => {
    expect(countOf(getIntrospectionQuery())).toBeLessThan(5_000);
  });
});

/** Answers every field with as much as it may hold. */
function fullest(chance: () => number): GraphQLFieldResolver<unknown, unknown> {
  return (source, args: Record<string, unknown>, _context, { parentType, fieldName, returnType }) => {
    const field = parentType.getFields()[fieldName] as Field;
    const given = ['first', 'last'].map((name) => args[name]).find((size) => typeof size === 'number');
    const size = takesSize(field) ? (typeof given === 'number' ? given : 20) : undefined;
    const members = Array.isArray(args['ids']) ? args['ids'].length : undefined;
    const ofPage = (source as { size?: number } | undefined)?.size;
    const make = (type: GraphQLOutputType): unknown => {
      const nullable = getNullableType(type);
      if (isListType(nullable)) {
        const length = isListOfObjects(field) ? (size ?? ofPage ?? members ?? listSizeOf(field) ?? 0) : 1;
        return Array.from({ length }, () => make(nullable.ofType));
      }
      if (isAbstractType(nullable)) {
        const possible = schema.getPossibleTypes(nullable);
        return { __typename: possible[Math.floor(chance() * possible.length)]?.name };
      }
      if (isCompositeType(nullable)) return { size };
      return isScalarType(nullable) ? (['Int', 'Float', 'Boolean'].includes(nullable.name) ? 1 : 'x') : nullable.getValues()[0]?.value;
    };
    return make(returnType);
  };
}

function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + objectsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((sum: number, item) => sum + objectsIn(item), 0);
}

it('counts never fewer than the fullest answer holds, over operations by chance', async () => {
  for (const scalar of Object.values(schema.getTypeMap()))
    if (isScalarType(scalar)) Object.assign(scalar, { serialize: (value: unknown) => value });
  const wanted = cases(10_000);
  let executed = 0;
  let most = 0;
  for (let seed = 1; executed < wanted; seed += 1) {
    const chance = repeatableChance(seed);
    const { text, variables } = randomOperation({ schema, chance, maxDepth: 4 });
    const document = parse(text);
    if (seed < 500) expect(validate(schema, document), `seed ${seed}: ${text}`).toEqual([]);
    let cost: Cost;
    try {
      cost = costOf(text, variables);
    } catch {
      continue;
    }
    const counted = cost.objects;
    if (counted > 200) continue;
    const { data, errors = [] } = await execute({
      schema,
      document,
      variableValues: variables,
      rootValue: {},
      fieldResolver: fullest(chance),
    });
    // A null where none may be is refused before anything runs.
    if (errors.length > 0) continue;
    const held = objectsIn(data) - 1;
    executed += 1;
    most = Math.max(most, held);
    const loaded = countLoaded(data, cost, waitedFor) - 1;
    if (loaded < held || loaded > counted)
      expect.fail(`seed ${seed}: ${counted} counted, ${loaded} counted as loaded, ${held} held: ${text} ${JSON.stringify(variables)}`);
    if (held > counted) expect.fail(`seed ${seed}: ${counted} counted, ${held} held: ${text} ${JSON.stringify(variables)}`);
  }
  expect(most).toBeGreaterThan(100);
});
