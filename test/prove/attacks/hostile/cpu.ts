/** The CPU that the processes of a proof use: services, databases, Redis and their children, read from /proc. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface CpuMeter {
  /** Milliseconds of CPU that all of them have used so far; ends of processes lose what those used. */
  usedMs: () => number;
  /** Milliseconds of CPU they use in a second of doing nothing. */
  idleRate: number;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
/** Where `ppid`, `utime` and `stime` stand after the name in `/proc/<pid>/stat`. */
const fields = { parent: 1, user: 11, system: 12 };

/** Reads a line of `/proc/<pid>/stat`; null when the process is gone. */
function statOf(pid: number): string[] | null {
  try {
    // The name stands in brackets and may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
}

function descendantsOf(ancestor: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? statOf(pid) : null;
    if (stat) parents.set(pid, Number(stat[fields.parent]));
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs);
}

/**
 * Measures the processes that this one started, itself excluded, and their idle work (over `idleMs` without requests).
 */
export async function openCpuMeter(idleMs: number): Promise<CpuMeter> {
  const pids = descendantsOf(process.pid);
  const usedMs = (): number => {
    let ticks = 0;
    for (const pid of pids) {
      const stat = statOf(pid);
      if (stat) ticks += Number(stat[fields.user]) + Number(stat[fields.system]);
    }
    return (ticks * 1_000) / ticksPerSecond;
  };
  const before = usedMs();
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  return { usedMs, idleRate: ((usedMs() - before) / idleMs) * 1_000 };
}
