import { parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareAnswers } from '#test/harness/executor/compare.ts';
import { runDifferential } from '#test/harness/executor/run.ts';
import { createExecutorWorld, type ExecutorWorld } from '#test/harness/executor/world.ts';
import { cases, firstSeedOf } from '#test/harness/generate/cases.ts';

let world: ExecutorWorld;
beforeAll(() => {
  world = createExecutorWorld();
});

const seeds = [1, 2, 3, 4, 5, 6];

/** Data of several seeds, so that lists are full in some and values null in others. */
async function expectTruth(query: string, variables: Record<string, unknown> = {}): Promise<void> {
  const document = parse(query);
  expect(validate(world.schema, document)).toEqual([]);
  for (const seed of seeds) {
    const [answer, truth] = [await world.answer({ document, variables }, seed), await world.truth({ document, variables }, seed)];
    expect(compareAnswers(answer, truth), `seed ${seed}`).toBeNull();
  }
}

describe('fragments lose nothing', () => {
  it.each([
    ['an interface in a concrete parent', '{ person(id: "person1") { ... on Node { ... on Person { name } } } }'],
    ['an interface in an interface', '{ works { ... on Named { ... on Node { ... on Book { pages } ... on Film { minutes } } } } }'],
    ['a union in a concrete parent', '{ book { ... on Thing { ... on Work { title ... on Book { pages } } } } }'],
    ['an interface of another subgraph', '{ works { ... on Reviewed { reviews { text about { ... on Book { stock } } } } } }'],
    [
      'named ones in each other',
      '{ me { ...A } } fragment A on Node { ...B } fragment B on Thing { ...C } fragment C on Person { email rating }',
    ],
    ['without a type', '{ me { ... { ... on Person { ... { name } } } } }'],
    ['at the root', '{ ...A ... on Query { me { name } } } fragment A on Query { ... on Query { me { email } works { id } } }'],
    ['around the same field', '{ works { ... on Book { maker { name } } ... on Node { id } ... on Work { maker { email rating } } } }'],
    ['of no type that there is', '{ book { ... on Node { ... on Named { name } ... on Thing { ... on Film { minutes } } } } }'],
    ['of another type alone', '{ people { ... on Thing { ...Part } } } fragment Part on Work { color name }'],
    [
      'of another type deep inside',
      '{ works { ... on Named { ... on Thing { ... on Person { name } } } } me { ... on Thing { ... on Film { id } } } }',
    ],
    [
      'of another type, under a condition',
      'query ($c: Boolean = true) { people @include(if: $c) { ... on Thing { ... on Film { id } } } }',
    ],
    ['in a mutation', 'mutation { remake(id: "book1") { ... on Node { ... on Book { pages shipping } ... on Film { rating } } } }'],
  ])('%s', async (_name, query) => await expectTruth(query));
});

describe('names of clients take no place of names that plans fetch', () => {
  it.each([
    ['a key', '{ works { id: title score tagline } }'],
    ['a hidden key', '{ people { code: worth rating id: email name } }'],
    ['what is required', '{ book { size: pages weight: title shipping price: id tax } }'],
    ['what is required, deep inside', '{ book { size { w: h h: w } shipping } }'],
    ['the type', '{ works { __typename: title ... on Book { pages } score } }'],
    ['a prototype', '{ __proto__: me { __proto__: name constructor: email toString: rating } }'],
    ['the type, aliased', '{ works { id: __typename kind: __typename score } }'],
    ['a required argument', '{ book { price(currency: EUR) tax } }'],
    [
      'one field that two require with other arguments',
      '{ book { price tax duty(rate: 2) shipping } works { ... on Book { b: tax duty } } }',
    ],
    ['a required argument by default', '{ book { price tax shipping(express: true) } }'],
    ['names of ours', '{ _r0: me { _r1: name _r0: email } _r1: works(first: 1) { _entities: id name__alias_0: score } }'],
  ])('%s', async (_name, query) => await expectTruth(query));

  it.each(['representations', '__proto__', 'v0', 'constructor', 'id'])('nor do variables: $%s', async (name) => {
    const query = `query Q($${name}: Boolean!, $n: Int = 2) { works(first: $n) { score tagline(length: $n) ... on Book { card: shipping(express: $${name}) } } }`;
    await expectTruth(query, JSON.parse(`{ "${name}": true }`) as Record<string, unknown>);
  });

  it('nor do names of fragments', async () => {
    await expectTruth('{ me { ...__proto__ ...constructor } } fragment __proto__ on Person { name } fragment constructor on Node { id }');
  });
});

describe('conditions', () => {
  it.each([
    [true, false],
    [false, true],
    [true, true],
  ])('hold as they are asked: %s, %s', async (a, b) => {
    const query = `query Q($a: Boolean!, $b: Boolean = true) {
      works @include(if: $a) { id @skip(if: $b) ...A @include(if: $b) score @include(if: $a) @skip(if: false) }
      me { ... @skip(if: $a) { name } ... on Person @include(if: true) { email } rating @include(if: $b) }
    } fragment A on Work { title __typename ... on Book @skip(if: $a) { shipping } }`;
    await expectTruth(query, { a, b });
  });

  it('that leave nothing leave an empty object', async () => {
    await expectTruth('query Q($no: Boolean = false) { me { name @include(if: $no) id @skip(if: true) } }');
  });

  it.each([true, false])('that exclude each other leave an empty object: %s', async (a) => {
    await expectTruth(
      'query Q($a: Boolean!) { me @include(if: $a) { name @skip(if: $a) } works { ...A @skip(if: $a) ... @include(if: $a) { id @skip(if: $a) } } } fragment A on Node { id }',
      { a },
    );
  });

  it('differ between two runs of one document', async () => {
    const document = parse('query Q($a: Boolean!) { me { id name @include(if: $a) rating @skip(if: $a) } }');
    for (const a of [true, false, true]) {
      const question = { document, variables: { a } };
      expect(compareAnswers(await world.answer(question, 2), await world.truth(question, 2))).toBeNull();
    }
  });
});

describe('the schema itself', () => {
  it('is told beside data, under any name', async () => {
    await expectTruth(
      `query Q($n: String!) {
      a: __type(name: "Book") { name: kind kind: name fields(includeDeprecated: true) { name } }
      ...A  b: __type(name: $n) { interfaces { id: name } }
    } fragment A on Query { __schema { queryType { fields { name args { name } } } } me { name } __typename }`,
      { n: 'Film' },
    );
  });
});

describe('errors', () => {
  it('are told where they belong, under the names of the client, at every place that an object has', async () => {
    await expectTruth('{ top { reviews { says: riskyText author { a: riskyRating name } } } people { m: riskyMotto r: riskyRating } }');
  });

  it('make null what may be null around them', async () => {
    await expectTruth('{ me { grid { riskyZ x } } works { ... on Film { riskyMinutes } } riskyHello }');
  });

  it('of a subgraph that is away cost its fields alone', async () => {
    const document = parse('{ works { id title score ... on Book { pages stock shipping } } me { name rating } }');
    for (const seed of seeds) {
      const answer = await world.answer({ document, variables: {} }, seed, new Set(['beta']));
      const truth = (await world.truth({ document, variables: {} }, seed)).data as { works: object[]; me: object };
      expect(JSON.parse(JSON.stringify(answer.data))).toEqual({
        works: truth.works.map((work) => ('stock' in work ? { ...work, stock: null } : work)),
        me: { ...truth.me, rating: null },
      });
      expect(answer.errors?.map(({ message }) => message)).toContain('away');
    }
  });
});

describe('mutations', () => {
  it.each([true, false])('run once though they stand in several places: %s', async (yes) => {
    const query = `mutation Q($yes: Boolean!) {
      tap rate(id: "person1") { name } ... @include(if: $yes) { tap rate(id: "person1") { email } } push(tag: "x")
      ... on Mutation @skip(if: $yes) { rate(id: "person1") { rating @include(if: $yes) worth } push(tag: "x") tap last: tap }
    }`;
    await expectTruth(query, { yes });
  });

  it('run in the order of the document, each name for itself, over all subgraphs', async () => {
    await expectTruth('mutation { c: push(tag: "x") tap push(tag: "x") a: tap(n: 2) b: push(tag: "x") }');
  });
});

const firstSeed = firstSeedOf();

it(`answers generated operations as graphql-js does, from AGORA_SEED=${firstSeed} on`, async () => {
  const tried = cases(2_500);
  const { asked, withErrors, withOutage, unplanned, wrong } = await runDifferential(firstSeed, tried);
  expect(wrong.join('\n\n')).toBe('');
  expect(asked).toBeGreaterThan(tried / 5);
  expect(withErrors).toBeGreaterThan(tried / 125);
  expect(withOutage).toBeGreaterThan(tried / 50);
  expect(unplanned).toBeLessThan(asked / 25);
});
