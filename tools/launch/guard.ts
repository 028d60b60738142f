/**
 * A process that outlives the launcher by a moment: when the launcher is killed without a chance to stop what it
 * started, the guard stops it. The launcher tells it over the channel which processes there are.
 */
import { z } from 'zod';

const graceMs = 10_000;
const messageSchema = z.array(z.number().int().positive());

let pids: number[] = [];

/** Signals what still runs; 0 only asks whether it does. */
function signalAll(signal: NodeJS.Signals | 0): void {
  pids = pids.filter((pid) => {
    try {
      process.kill(pid, signal);
      return true;
    } catch {
      return false;
    }
  });
}

process.on('message', (message) => {
  pids = messageSchema.parse(message);
});
process.on('disconnect', () => {
  signalAll('SIGTERM');
  if (pids.length === 0) process.exit();
  const disconnectedAt = performance.now();
  setInterval(() => {
    signalAll(performance.now() - disconnectedAt > graceMs ? 'SIGKILL' : 0);
    if (pids.length === 0) process.exit();
  }, 100);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
