/** What a process has used, from /proc. */
import { readFileSync } from 'node:fs';

/** Of this system's ticks. */
const msPerTick = 10;

/** CPU time in milliseconds, threads included. */
export function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Resident memory in kB. */
export function residentKbOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
