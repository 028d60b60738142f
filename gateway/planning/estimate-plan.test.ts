import { readdirSync, readFileSync } from 'node:fs';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { Kind, parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { generateOperation } from '#test/harness/generate/generate-operation.ts';
import { cases, firstSeedOf } from '#test/harness/generate/cases.ts';
import { randomOperation } from '#test/harness/generate/random-operation.ts';
import { repeatableChance } from '#test/harness/generate/repeatable-chance.ts';
import { createExecutor } from '../executor/executor.ts';
import { maxFetches, maxHops } from '../limits.ts';
import { countFetches } from './count-fetches.ts';
import { createPlanEstimator, type PlanEstimate } from './estimate-plan.ts';

const root = new URL('../../', import.meta.url);
const sdl = readFileSync(new URL('schema/supergraph.graphql', root), 'utf8');
const composed = Supergraph.build(sdl, { validateSupergraph: false });
const apiSchema = composed.apiSchema();
const schema = apiSchema.toGraphQLJSSchema();
const planner = new QueryPlanner(composed);
const executor = createExecutor({ schema, fullSchema: composed.schema.toGraphQLJSSchema() });
const estimate = createPlanEstimator(sdl);

/** What is estimated of an operation's plan, and the fetches that it has. */
function compare(text: string, variables: Record<string, unknown> = {}): PlanEstimate & { real: number } {
  const { document } = executor.prepare({ document: parse(text), variables });
  const { node } = planner.buildQueryPlan(operationFromDocument(apiSchema, document, { validate: false }));
  return { ...estimate(document), real: countFetches(node) };
}

describe('the estimate of a plan', () => {
  it.each([
    ['one subgraph', '{ me { email } }', 1, 0],
    ['two, side by side', '{ me { email } trendingHashtags { name } }', 2, 0],
    ['one after the other', '{ post(id: "x") { author { username } } }', 2, 1],
    ['what must be told first', '{ user(id: "x") { posts { nodes { media { url } } } } }', 3, 2],
    ['the same place by two names', '{ a: post(id: "x") { author { bio } } b: post(id: "x") { author { bio } } }', 3, 1],
    ['mutations that follow one another', 'mutation { logout unmute(userId: "x") { id } likePost(id: "x") { id } logoutEverywhere }', 3, 0],
    [
      'kinds of objects at one place',
      '{ nodes(ids: "x") { ... on Post { text } ... on User { bio postCount } ... on Media { width } } }',
      4,
      1,
    ],
    [
      'a place that two fragments ask for',
      '{ post(id: "x") { ...A ...B } } fragment A on Post { author { bio } } fragment B on Post { author { username } }',
      2,
      1,
    ],
  ])('counts %s', (_what, text, fetches, hops) => {
    expect(compare(text)).toEqual({ fetches, hops, real: fetches });
  });

  it('of the operations of our own clients is right, and far from the limits', () => {
    const folder = new URL('sdk/operations/', root);
    const document = parse(
      readdirSync(folder)
        .map((name) => readFileSync(new URL(name, folder), 'utf8'))
        .join('\n'),
    );
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    const estimates = document.definitions
      .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => {
        const compared = compare(print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }));
        return { name: operation.name?.value, ...compared };
      });
    expect(estimates.length).toBeGreaterThan(20);
    expect(estimates.filter(({ fetches, real }) => fetches !== real)).toEqual([]);
    expect(Math.max(...estimates.map(({ fetches }) => fetches))).toBeLessThanOrEqual(maxFetches / 3);
    expect(Math.max(...estimates.map(({ hops }) => hops))).toBeLessThanOrEqual(maxHops / 3);
  });
});

const firstSeed = firstSeedOf();

it(`is never below half of what generated operations have, nor above three times it, from AGORA_SEED=${firstSeed} on`, () => {
  const wanted = cases(200);
  let [compared, unplanned, most] = [0, 0, 0];
  for (let seed = firstSeed; compared < wanted; seed += 1) {
    const chance = repeatableChance(Math.imul(seed, 0x9e3779b1));
    const { text, variables } =
      seed % 2 === 0
        ? randomOperation({ schema, chance, maxDepth: 4 + (seed % 4) })
        : asText(generateOperation({ schema, chance, kind: 'query', aliases: ['id', 'author'], texts: ['x'] }));
    if (text.length > 4_000 || validate(schema, parse(text)).length > 0) continue;
    let found: ReturnType<typeof compare>;
    try {
      found = compare(text, variables);
    } catch {
      // There are a few that the planner cannot plan.
      unplanned += 1;
      continue;
    }
    const { fetches, real } = found;
    if (real === 0) continue;
    compared += 1;
    most = Math.max(most, real);
    if (fetches < real / 2 || fetches > real * 3) expect.fail(`seed ${seed}: ${fetches} estimated, ${real} planned: ${text}`);
  }
  expect(most).toBeGreaterThan(4);
  expect(unplanned).toBeLessThan(wanted / 10);
});

function asText({ query, variables }: ReturnType<typeof generateOperation>): { text: string; variables: Record<string, unknown> } {
  return { text: query, variables };
}
