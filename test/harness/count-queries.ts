import type { Connection } from 'mongoose';

/** Collections that background work uses, outside of any request. */
const background = new Set([
  'jobs',
  'leases',
  'events',
  'pending_events',
  'event_head',
  'checkpoints',
  'sessions',
  'signing_keys',
  'drafts',
]);

/** How often a service asks each of its collections in the course of `work`. */
export async function countQueries(connection: Connection, work: () => Promise<void>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = ({ collectionName }: { collectionName: string }): void => {
    if (!background.has(collectionName)) counts[collectionName] = (counts[collectionName] ?? 0) + 1;
  };
  connection.on('operation-start', count);
  await work();
  connection.off('operation-start', count);
  return counts;
}
