import type { Server } from 'node:http';
import { setImmediate } from 'node:timers/promises';

const turns = 10;

/** Stops accepting connections once those that wait for it have been: the system resets what nobody accepted. */
export async function stopAccepting(server: Server): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setImmediate();
  server.close();
}
