/** Asks the executor and graphql-js the same generated operations: what the test does some of, and the proof many. */
import { GraphQLError, parse, validate, type DocumentNode } from 'graphql';
import { generateOperation } from '../generate/generate-operation.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { compareAnswers, findInvented } from './compare.ts';
import { createExecutorWorld, type ExecutorWorld } from './world.ts';

export interface Differential {
  /** Valid operations that were asked. */
  asked: number;
  withErrors: number;
  withOutage: number;
  /**
   * Operations without a plan: @apollo/query-planner fails its own assertion ("should have an edge") where an interface
   * is an object.
   */
  unplanned: number;
  /** A report of each that was answered wrongly. */
  wrong: string[];
}

const aliases = [
  'id',
  'code',
  'email',
  'size',
  'price',
  '__typename',
  '__proto__',
  'constructor',
  '_entities',
  'representations',
  '_r0',
  'v0',
  'name__alias_0',
  'x',
  'y',
];
const texts = ['book0', 'book1', 'film0', 'film2', 'person0', 'person3', 'review1', 'nobody', 'a'];
const subgraphs = ['alpha', 'beta', 'gamma', 'delta'];

/** @param count - How many seeds to try, from `seed` on; each is one operation where it is a valid one. */
export async function runDifferential(seed: number, count: number): Promise<Differential> {
  const world = createExecutorWorld();
  const result: Differential = { asked: 0, withErrors: 0, withOutage: 0, unplanned: 0, wrong: [] };
  for (let at = seed; at < seed + count; at += 1) {
    const chance = repeatableChance(at * 7_919);
    for (let warm = 0; warm < 5; warm += 1) chance();
    const kind = chance() < 0.8 ? 'query' : 'mutation';
    const { query, variables } = generateOperation({ schema: world.schema, chance, kind, aliases, texts });
    const document = parseValid(world, query);
    if (!document) continue;
    const report = await ask(
      world,
      { document, variables, seed: at, away: chance() < 0.2 ? subgraphs[Math.floor(chance() * 4)] : undefined },
      result,
    );
    if (report !== null) result.wrong.push(`seed ${at}\n${query}\n${JSON.stringify(variables)}\n${report}`);
  }
  return result;
}

interface Asked {
  document: DocumentNode;
  variables: Record<string, unknown>;
  seed: number;
  away: string | undefined;
}

async function ask(world: ExecutorWorld, { document, variables, seed, away }: Asked, result: Differential): Promise<string | null> {
  const truth = await world.truth({ document, variables }, seed);
  // Variables that graphql-js refuses do not come to the executor.
  if (truth.data === undefined) return null;
  if (truth.errors?.some(({ message }) => message.startsWith('Argument ') || message.includes('got invalid value'))) return null;
  result.asked += 1;
  if (truth.errors) result.withErrors += 1;
  try {
    const answer = await world.answer({ document, variables }, seed);
    const difference = compareAnswers(answer, truth);
    if (difference !== null || away === undefined) return difference;
    // A mutation is asked once.
    const without = await world.answer({ document, variables }, seed, new Set([away]));
    result.withOutage += 1;
    const told = without.errors?.some(({ extensions }) => extensions['serviceName'] === away && extensions['code'] === 'AWAY') ?? false;
    if (told !== without.asked.has(away)) return `${away} is away, and that is ${told ? '' : 'not '}told`;
    return findInvented(without.data, truth.data);
  } catch (error) {
    if (error instanceof Error && /^We should have an edge from \w+\(gamma\) for __typename$/.test(error.message)) {
      result.unplanned += 1;
      return null;
    }
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function parseValid({ schema }: ExecutorWorld, query: string): DocumentNode | null {
  try {
    const document = parse(query);
    return validate(schema, document).length === 0 ? document : null;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
