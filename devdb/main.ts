// Runs devdb as a process of its own. Settings: DEVDB_PORT (0: a free one), DEVDB_PATH (.data/devdb), DEVDB_RECORD (
// shard keys as JSON: note the work done).
import { startDevdb } from './index.ts';
import type { ShardKeys } from './record/recorder.ts';

const port = Number(process.env['DEVDB_PORT'] ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('devdb: DEVDB_PORT has to be a port number');
  process.exit(1);
}

try {
  const record = process.env['DEVDB_RECORD'];
  const devdb = await startDevdb({
    ...(record && { record: JSON.parse(record) as ShardKeys }),
    path: process.env['DEVDB_PATH'] ?? '.data/devdb',
    port,
    log: (message) => console.error(`devdb: ${message}`),
  });
  const stop = (): void => void devdb.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`devdb ${devdb.uri}`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
