/**
 * `npm run compose` composes the subgraphs' schemas into the golden files `schema/supergraph.graphql` and
 * `schema/api.graphql`. With `--check` it writes nothing and fails when they drift, or when the composed API breaks
 * what `schema/promise.graphql` promises.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { buildSchema, findBreakingChanges, parse, printSchema, type GraphQLSchema } from 'graphql';
import { subgraphNames } from './launch/subgraph-names.ts';

const root = new URL('../', import.meta.url);
const head = '# Written by `npm run compose` from schema/shared.graphql and subgraphs/*/schema.graphql; never edited.\n\n';

/** The composed API as clients see it, and the supergraph as the gateway reads it. */
export interface Composition {
  supergraph: string;
  api: string;
  apiSchema: GraphQLSchema;
}

/**
 * Composes every subgraph's schema with the shared part in front of it.
 *
 * The addresses in the supergraph are placeholders; the gateway takes the real ones from AGORA_SUBGRAPHS.
 *
 * @throws Error with a line for each thing that composition refuses.
 */
export async function composeSupergraph(): Promise<Composition> {
  const shared = await readFile(new URL('schema/shared.graphql', root), 'utf8');
  const services = await Promise.all(
    (await subgraphNames()).map(async (name) => {
      const own = await readFile(new URL(`subgraphs/${name}/schema.graphql`, root), 'utf8');
      return { name, url: `http://${name}.invalid/graphql`, typeDefs: parse(`${shared}\n${own}`) };
    }),
  );
  const result = composeServices(services);
  if (result.errors) throw new Error(result.errors.map((error) => error.message).join('\n'));
  const apiSchema = result.schema.toAPISchema().toGraphQLJSSchema();
  return { supergraph: `${head}${result.supergraphSdl.trim()}\n`, api: `${head}${printSchema(apiSchema).trim()}\n`, apiSchema };
}

/** The parts of the promise that this API breaks, a line each. */
export function brokenPromises(promise: string, api: GraphQLSchema): string[] {
  return findBreakingChanges(buildSchema(promise), api).map((change) => change.description);
}

async function readGolden(name: string): Promise<string> {
  return await readFile(new URL(`schema/${name}`, root), 'utf8').catch(() => '');
}

async function main(isCheck: boolean): Promise<string[]> {
  const { supergraph, api, apiSchema } = await composeSupergraph();
  const problems = brokenPromises(await readGolden('promise.graphql'), apiSchema).map(
    (broken) => `breaks schema/promise.graphql: ${broken}`,
  );
  for (const [name, text] of Object.entries({ 'supergraph.graphql': supergraph, 'api.graphql': api })) {
    if ((await readGolden(name)) === text) continue;
    if (isCheck) problems.push(`schema/${name} is not what the subgraphs compose to: npm run compose`);
    else await writeFile(new URL(`schema/${name}`, root), text);
  }
  return problems;
}

if (import.meta.main) {
  const problems = await main(process.argv.includes('--check')).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ]);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
