/**
 * A process that outlives the launcher by a moment. When the launcher is killed and cannot stop its processes, the
 * guard stops them. The launcher sends it the list of processes over the channel.
 */
import { z } from 'zod';

const graceMs = 10_000;
const messageSchema = z.array(z.number().int().positive());

let pids: number[] = [];

/** Signals the running processes; 0 only checks whether they run. */
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
