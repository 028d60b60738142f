/**
 * A service loads this (`node --expose-gc --import`) to report its memory: at SIGUSR2 it collects garbage and writes
 * the rest to a file.
 *
 * Resident memory varies by tens of megabytes between collections; live memory shows within minutes what leaks in
 * hours.
 */
import { renameSync, writeFileSync } from 'node:fs';

export interface Memory {
  /** Live memory after a collection: the heap and the external memory that it holds. */
  liveBytes: number;
  residentBytes: number;
  /** Sockets, timers and the like that are open. */
  resources: number;
}

const file = `${process.env['AGORA_MEMORY_DIR']}/${process.pid}.json`;

process.on('SIGUSR2', () => {
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const memory: Memory = { liveBytes: heapUsed + external, residentBytes: rss, resources: process.getActiveResourcesInfo().length };
  writeFileSync(`${file}.new`, JSON.stringify(memory));
  renameSync(`${file}.new`, file);
});
