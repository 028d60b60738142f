/**
 * `.data/run.json`: the launcher that uses this data, and the addresses of its processes. `npm run seed` reads it too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const runSchema = z.object({
  pid: z.number(),
  gateway: z.string(),
  mongodb: z.string(),
  redis: z.string(),
  subgraphs: z.record(z.string(), z.string()),
});

export type Run = z.infer<typeof runSchema>;

const pathIn = (dataDir: string): string => join(dataDir, 'run.json');

function isLauncher(pid: number): boolean {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).includes('launch.ts');
  } catch {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('launch.ts');
    } catch {
      return false;
    }
  }
}

/** The launcher that uses this data now; null without one. */
export function readRun(dataDir: string): Run | null {
  try {
    const run = runSchema.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
    return isLauncher(run.pid) ? run : null;
  } catch {
    return null;
  }
}

export function writeRun(dataDir: string, run: Run): void {
  writeFileSync(pathIn(dataDir), `${JSON.stringify(run, null, 2)}\n`);
}

export function removeRun(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}
