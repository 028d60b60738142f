/** A short relative time, such as "5 min" or "3 d"; the full time is its title. */
import type { ReactNode } from 'react';

const full = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

export function shortTime(at: string, now: number = Date.now()): string {
  const then = new Date(at);
  const seconds = Math.max(0, (now - then.getTime()) / 1000);
  if (seconds < 60) return 'now';
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  if (seconds < 7 * 86_400) return `${Math.floor(seconds / 86_400)} d`;
  return then.getFullYear() === new Date(now).getFullYear() ? day.format(then) : dayAndYear.format(then);
}

export function fullTime(at: string): string {
  return full.format(new Date(at));
}

export function Time({ at, isFull = false }: { at: string; isFull?: boolean }): ReactNode {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {isFull ? fullTime(at) : shortTime(at)}
    </time>
  );
}
