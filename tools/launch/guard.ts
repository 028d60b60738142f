/**
 * A process that outlives the launcher by a moment: when the launcher is killed without a chance to stop what it
 * started, the guard stops it. The launcher tells it over the channel which processes there are.
 */
import { z } from 'zod';

const graceMs = 10_000;
const messageSchema = z.array(z.number().int().positive());

let pids: number[] = [];

function signalAll(signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

process.on('message', (message) => {
  pids = messageSchema.parse(message);
});
process.on('disconnect', () => {
  if (pids.length === 0) process.exit();
  signalAll('SIGTERM');
  setTimeout(() => {
    signalAll('SIGKILL');
    process.exit();
  }, graceMs);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
