/**
 * Loaded into a service (`node --expose-gc --import`) whose memory is watched: at SIGUSR2 it collects garbage and writes what is left to a file.
 *
 * Resident memory moves by tens of megabytes with the collector's moods; what is left after a collection shows in minutes what leaks in hours.
 */
import { renameSync, writeFileSync } from 'node:fs';

export interface Memory {
  /** What lives after a collection: the heap and what it holds outside. */
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
