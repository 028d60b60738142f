import { composeServices } from '@apollo/composition';
import type { FetchNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { mapFetches } from './map-fetches.ts';
import { createPlanMaker } from './plan-maker.ts';

function composed(subgraphs: Record<string, string>): string {
  const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@key", "@requires", "@external", "@interfaceObject"])`;
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(`${header}\n${sdl}`) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

function fetchesOf(sdl: string, query: string): FetchNode[] {
  const found: FetchNode[] = [];
  mapFetches(createPlanMaker(sdl)(parse(query)), (fetch) => {
    found.push(fetch);
    return fetch;
  });
  return found;
}

describe('fields that require one field with different arguments', () => {
  const sdl = composed({
    shop: `type Query { items: [Item] }
      type Item @key(fields: "id") { id: ID! price(currency: Currency!, net: Boolean): Int weight: Int maker: Maker }
      type Maker { rate(of: Int!): Int }
      enum Currency { EUR USD }`,
    post: `enum Currency { EUR USD }
      type Item @key(fields: "id") {
        id: ID! price(currency: Currency!, net: Boolean): Int @external weight: Int @external maker: Maker @external
        inEuros: Int @requires(fields: "price(currency: EUR) weight")
        inDollars(round: Boolean): Int @requires(fields: "price(net: true, currency: USD) weight")
        fast: Int @requires(fields: "maker { rate(of: 1) }")
        slow: Int @requires(fields: "maker { rate(of: 2) } price(currency: EUR)")
        plain: Int
      }
      type Maker @external { rate(of: Int!): Int }`,
  });

  it('are asked for apart, each with its own', () => {
    const query = 'query ($round: Boolean) { items { inEuros inDollars(round: $round) plain } }';
    const [first, ...others] = fetchesOf(sdl, query);
    expect(first?.operation).toContain('_q0:price(currency:EUR)');
    expect(first?.operation).toContain('_q1:price(currency:USD net:true)');
    expect(others.map(({ operation, variableUsages }) => [operation, variableUsages])).toEqual([
      ['query($representations:[_Any!]!){_entities(representations:$representations){...on Item{inEuros plain}}}', []],
      [
        'query($representations:[_Any!]!$round:Boolean){_entities(representations:$representations){...on Item{inDollars(round:$round)}}}',
        ['round'],
      ],
    ]);
    expect(others.map(({ inputRewrites }) => inputRewrites)).toEqual(
      ['_q0', '_q1'].map((name) => [{ kind: 'KeyRenamer', path: ['... on Item', name], renameKeyTo: 'price' }]),
    );
    expect(others.map(({ requires }) => JSON.stringify(requires).match(/_q\d/g))).toEqual([['_q0'], ['_q1']]);
  });

  it('below another field too', () => {
    const [, ...others] = fetchesOf(sdl, '{ items { fast slow inEuros } }');
    expect(others.map(({ operation }) => /Item\{(.*?)\}/.exec(operation)?.[1])).toEqual(['fast inEuros', 'slow']);
    expect(others[1]?.inputRewrites).toContainEqual({ kind: 'KeyRenamer', path: ['... on Item', 'maker', '_q3'], renameKeyTo: 'rate' });
  });

  it('that do not conflict are asked for at once', () => {
    expect(fetchesOf(sdl, '{ items { inEuros fast plain } }')).toHaveLength(2);
  });
});

it('goes back to a subgraph by a key that finds something', () => {
  const sdl = composed({
    a: 'type A @key(fields: "id") @key(fields: "code", resolvable: false) { id: ID! code: ID! name: String }',
    b: `type Query { a: A }
      type A @key(fields: "code", resolvable: false) @key(fields: "id code") {
        id: ID! code: ID! name: String @external greeting: String @requires(fields: "name")
      }`,
  });
  const fetches = fetchesOf(sdl, '{ a { greeting } }');
  expect(fetches.map(({ serviceName }) => serviceName)).toEqual(['b', 'a', 'b']);
  expect(JSON.stringify(fetches[2]?.requires)).toContain('"id"');
});

it('refuses a plan that leaves out what nobody can answer', () => {
  const sdl = composed({
    a: 'interface Node @key(fields: "id") { id: ID! } type Query { a: Node hello: String }',
    b: 'type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String } type Query { b: Node }',
  });
  const plan = createPlanMaker(sdl);
  expect(() => plan(parse('{ hello a { field } }'))).toThrow('No subgraph answers what is asked for of a.');
  expect(() => plan(parse('{ __typename }'))).not.toThrow();
});

it.each([
  'hello @skip(if: $c) @include(if: $c)',
  '... on Query @skip(if: $c) { hello @include(if: $c) }',
  '... @include(if: $c) { ... { hello @skip(if: $c) } }',
  '...Never @include(if: $c)',
  '... @include(if: false) { hello }',
  'hello @skip(if: true)',
])('plans what is never asked for: %s', (selection) => {
  const plan = createPlanMaker(composed({ a: 'type Query { hello: String }' }));
  const document = parse(`query ($c: Boolean!) { ${selection} } fragment Never on Query { hello @skip(if: $c) }`);
  expect(() => plan(document)).not.toThrow();
});
