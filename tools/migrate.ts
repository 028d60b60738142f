/**
 * `npm run migrate [-- subgraph …]` builds the indexes and runs the migrations that this version needs. It works on the stores of
 * `npm start`, or on MONGODB_URI and REDIS_URL.
 */
import { migrateSubgraph } from '#lib/service/migrate.ts';
import type { Subgraph } from '#lib/service/define-subgraph.ts';
import { subgraphNames } from './launch/subgraph-names.ts';
import { findStores } from './launch/find-stores.ts';

const known = await subgraphNames();
const asked = process.argv.slice(2);
const foreign = asked.find((name) => !known.includes(name));
if (foreign !== undefined) throw new Error(`${foreign} is no subgraph: ${known.join(', ')}.`);

for (const name of asked.length > 0 ? asked : known) {
  const { [name]: definition } = (await import(`../subgraphs/${name}/index.ts`)) as Record<string, Subgraph>;
  if (!definition) throw new Error(`subgraphs/${name}/index.ts does not export ${name}.`);
  await migrateSubgraph(definition, findStores(), (line) => console.log(`${name}: ${line}`));
}
