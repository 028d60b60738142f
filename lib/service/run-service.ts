import { ConfigError, type Env } from '../config/config.ts';
import type { Subgraph } from './define-subgraph.ts';
import { startSubgraph } from './start-subgraph.ts';

const closeDeadlineMs = 10_000;

/**
 * Runs a service as this process: starts it, and ends it at SIGTERM or SIGINT.
 *
 * @param start - Starts the service; what it returns is closed at the end.
 */
export async function runProcess(start: (env: Env) => Promise<{ close: () => Promise<void> }>): Promise<void> {
  try {
    const service = await start(process.env);
    const end = (): void => {
      setTimeout(() => process.exit(1), closeDeadlineMs).unref();
      service.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exit(1);
  }
}

/** Runs a subgraph as this process. */
export async function runService<SubgraphDeps>(definition: Subgraph<SubgraphDeps>): Promise<void> {
  await runProcess((env) => startSubgraph(definition, { env }));
}
