/** Prepares a subgraph's database at its start: its owner, its indexes, its migrations. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { ConfigError } from '../../config/config.ts';
import { buildIndexes, missingIndexes } from './indexes.ts';
import type { Migrations } from './migrations.ts';
import { claimDatabase } from './owner.ts';

export interface PrepareOptions {
  connection: Connection;
  subgraph: string;
  migrations: Migrations;
  /** In production an operator migrates (`npm run migrate`); elsewhere each start does. */
  isProduction: boolean;
  /** How long a start waits for the process that prepares a new database; 30 s by default. */
  patienceMs?: number;
}

const pollMs = 250;

/**
 * A new database gets its indexes at once. A start of production builds none on data that is there: that may take hours.
 *
 * @throws ConfigError for a database of another subgraph, of a newer version, or of an older one that is not migrated; it says what to do.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<void> {
  const { connection, subgraph, migrations, isProduction, patienceMs = 30_000 } = options;
  const { isNew } = await claimDatabase(connection, subgraph);
  await refuseNewer(options);
  if (isNew || !isProduction) {
    await buildIndexes(connection);
    return await (isNew ? migrations.skip() : migrations.run());
  }
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const missing = [...(await migrations.pending()).map(({ name }) => `"${name}"`), ...(await missingIndexes(connection))];
    if (missing.length === 0) return;
    if (performance.now() > untilMs)
      throw new ConfigError(
        `The database ${connection.name} is of an older version of ${subgraph}. Run "npm run migrate", which may take a while and during which the version before may serve. It lacks: ${missing.join(', ')}.`,
      );
    await delay(pollMs);
  }
}

/** Builds the missing indexes and runs the pending migrations, whatever the environment. @throws ConfigError as `prepareDatabase` does. */
export async function migrateDatabase(options: PrepareOptions, onBegin: (what: string) => void): Promise<void> {
  const { connection, subgraph, migrations } = options;
  await claimDatabase(connection, subgraph);
  await refuseNewer(options);
  const missing = await missingIndexes(connection);
  if (missing.length > 0) onBegin(`indexes ${missing.join(', ')}`);
  await buildIndexes(connection);
  await migrations.run(onBegin);
}

async function refuseNewer({ connection, subgraph, migrations }: PrepareOptions): Promise<void> {
  const unknown = await migrations.unknown();
  if (unknown.length > 0)
    throw new ConfigError(
      `The database ${connection.name} was migrated by a newer version of ${subgraph} (${unknown.map((name) => `"${name}"`).join(', ')}). Start that version, or load a copy of before.`,
    );
}
