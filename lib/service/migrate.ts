/** Migrates a subgraph's database, as a process of its own that ends: one at a time, wherever they run. */
import { randomUUID } from 'node:crypto';
import type { Env } from '../config/config.ts';
import { openLeases } from '../db/lease.ts';
import { migrateDatabase } from '../db/preparation/prepare.ts';
import { createDeps } from './create-deps.ts';
import type { Subgraph } from './define-subgraph.ts';

/**
 * Builds the indexes and runs the migrations that this version of a subgraph needs. The version before may serve meanwhile. A run
 * that was ended goes on where it was.
 *
 * @param say - Hears of each step.
 * @throws ConfigError for a database of another subgraph or of a newer version.
 */
export async function migrateSubgraph<SubgraphDeps>(
  definition: Subgraph<SubgraphDeps>,
  env: Env,
  say: (line: string) => void,
): Promise<void> {
  if (definition.models === null) return;
  await using opened = await createDeps(definition as unknown as Subgraph, { env, isPrepared: false });
  const { connection, clock, log } = opened.deps;
  await using leases = openLeases({ connection, holder: randomUUID(), clock, log });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const work = async (): Promise<void> => await migrateDatabase(opened.preparation, say).then(resolve, reject);
  await using _running = leases.run({ name: 'migrate', work });
  await promise;
  say(`${connection.name} is of this version`);
}
