import { buildSchema, parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createExecutor, type PreparedOperation } from '../executor.ts';

const schema = buildSchema(`
  scalar Moment
  enum Kind { BOOK FILM }
  input Range { from: Int = 1, to: Float, kinds: [Kind!], inner: Range }
  type Thing { id: ID! things(first: Int! = 20, ids: [ID!], range: Range, at: Moment): [Thing!] name(long: Boolean): String }
  type Query { thing(id: ID!): Thing things(first: Int = 20, kind: Kind, range: Range, ratio: Float, ids: [[ID!]], at: Moment): [Thing!] }
`);
const executor = createExecutor({ schema, fullSchema: schema });

function prepare(text: string, variables: Record<string, unknown> = {}): PreparedOperation {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const prepared = executor.prepare({ document, variables });
  // Whatever is planned is valid too.
  expect(validate(schema, prepared.document)).toEqual([]);
  return prepared;
}
const planned = (text: string): string => print(prepare(text).document);
const sent = (text: string, variables: Record<string, unknown> = {}): unknown[] =>
  Object.values(prepare(text, variables).rename(variables));

describe('operations have the same plan when they differ in', () => {
  it.each([
    ['an id', '{ thing(id: "a") { id } }', '{ thing(id: "b") { id } }'],
    ['an id as a number', '{ thing(id: "a") { id } }', '{ thing(id: 12345678901234567890) { id } }'],
    ['numbers', '{ things(first: 1, ratio: 1) { id } }', '{ things(first: 2, ratio: 2.5e3) { id } }'],
    ['members of an enum', '{ things(kind: BOOK) { id } }', '{ things(kind: FILM) { id } }'],
    ['the length of a list', '{ things(ids: [["a"], ["b", "c"]]) { id } }', '{ things(ids: "x") { id } }'],
    [
      'the fields of an object',
      '{ things(range: { from: 1 }) { id } }',
      '{ things(range: { to: 2.5, kinds: [BOOK], inner: { kinds: FILM } }) { id } }',
    ],
    ['texts of a scalar of ours', '{ things(at: "2020") { id } }', '{ things(at: "2021") { id } }'],
    [
      'what fragments say',
      '{ thing(id: "a") { ...F } } fragment F on Thing { things(first: 3) { id } }',
      '{ thing(id: "b") { ...F } } fragment F on Thing { things(first: 4) { id } }',
    ],
    [
      'values beside variables',
      'query ($f: Int) { things(range: { from: $f, to: 1 }) { id } }',
      'query ($x: Int) { things(range: { from: $x, to: 2 }) { id } }',
    ],
    [
      'defaults of variables',
      'query ($f: Int = 5, $k: Kind! = BOOK) { things(first: $f, kind: $k) { id } }',
      'query ($f: Int = 6, $k: Kind! = FILM) { things(first: $f, kind: $k) { id } }',
    ],
    ['Booleans', '{ thing(id: "a") { name(long: true) } }', '{ thing(id: "a") { name(long: false) } }'],
  ])('%s', (_what, one, other) => {
    expect(planned(one)).toBe(planned(other));
  });
});

describe('what is sent', () => {
  it.each<[string, unknown[], Record<string, unknown>?]>([
    ['{ thing(id: 12345678901234567890) { id } }', ['12345678901234567890']],
    ['{ things(ratio: 3, first: 4, kind: FILM) { id } }', [3, 4, 'FILM']],
    ['{ things(range: { to: 2, kinds: BOOK, inner: { from: null } }) { id } }', [{ to: 2, kinds: 'BOOK', inner: { from: null } }]],
    ['{ thing(id: """ block\n  text """) { id } }', [' block\ntext ']],
    ['query ($f: Int = 5) { things(first: $f) { id } }', [5]],
    ['query ($f: Int = 5) { things(first: $f) { id } }', [null], { f: null }],
    ['query ($f: Int = 5) { things(first: $f) { id } }', [7], { f: 7 }],
    ['query ($l0: ID!) { a: thing(id: $l0) { id } b: thing(id: "x") { id } }', ['x', 'y'], { l0: 'y' }],
  ])('%s', (text, values, variables) => {
    expect(sent(text, variables)).toEqual(values);
  });

  it('of the same value twice is one variable, so that fields with the same arguments stay the same', () => {
    const text =
      '{ thing(id: "a") { id } thing(id: "a") { name } things(range: { from: 1, to: 2 }) { id } ...F } fragment F on Query { things(range: { to: 2, from: 1 }) { name } }';
    expect(sent(text)).toEqual(['a', { from: 1, to: 2 }]);
  });
});

describe('what stays in the document', () => {
  it.each([
    ['null, which is not the same as nothing', '{ things(first: null) { id } }', 'first: null'],
    ['conditions', 'query ($a: Boolean!) { thing(id: "a") { id name @include(if: $a) } }', '@include(if: $v0)'],
    ['defaults that have no plain place', 'query ($r: Range = { from: 3 }) { things(range: $r) { id } }', 'from: 3'],
  ])('%s', (_what, text, part) => {
    expect(planned(text)).toContain(part);
  });
});
