import type { Server } from 'node:http';
import { setImmediate } from 'node:timers/promises';

const turns = 10;

/** Stops accepting connections after it has accepted those that wait: the system resets connections that were not accepted. */
export async function stopAccepting(server: Server): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setImmediate();
  server.close();
}
