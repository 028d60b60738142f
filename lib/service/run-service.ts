import type { Subgraph } from './define-subgraph.ts';
import { migrateSubgraph } from './migrate.ts';
import { runProcess, tellEnd } from './run-process.ts';
import { startSubgraph } from './start-subgraph.ts';

/** Runs a subgraph as this process; with `AGORA_ROLE=migrate` it migrates its database and ends. */
export async function runService<SubgraphDeps>(definition: Subgraph<SubgraphDeps>): Promise<void> {
  if (process.env['AGORA_ROLE'] !== 'migrate') return await runProcess((env) => startSubgraph(definition, { env }));
  try {
    await migrateSubgraph(definition, process.env, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    tellEnd(error);
  }
}
