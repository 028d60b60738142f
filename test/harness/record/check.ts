import { writeFileSync } from 'node:fs';
import { isAccepted } from './accepted.ts';
import { judge } from './judge.ts';
import { readWork } from './read-work.ts';
import { shardKeyTable } from './shard-keys.ts';

const subgraphs = Object.keys(shardKeyTable).filter((name) => name !== '*');

/**
 * Judges what a recording devdb was asked.
 *
 * @throws Error that names every fault that is not accepted.
 */
export async function checkRecordedWork(uri: string): Promise<void> {
  const work = await readWork(uri);
  const file = process.env['AGORA_TEST_RECORD'];
  if (file) writeFileSync(file, JSON.stringify(work, null, 1));
  // A test's own service may have a subgraph's name, with collections of its own.
  const transactions = work.transactions.filter(({ database, collections }) => collections.every((name) => isOurs(database, name)));
  const faults = judge({ ...work, transactions }, subgraphs).filter((fault) => !isAccepted(fault));
  if (faults.length === 0) return;
  const lines = faults.map(({ subject, fault }) => `  ${subject}\n    ${fault}`);
  const report = `MongoDB would not do this well, and test/harness/record/accepted.ts has no reason for it:\n${lines.join('\n')}`;
  process.exitCode = 1;
  throw new Error(report);
}

function isOurs(database: string, collection: string): boolean {
  return [database, '*'].some((owner) => Object.hasOwn(shardKeyTable[owner] ?? {}, collection));
}
