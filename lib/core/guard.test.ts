import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import type { Logger } from '../observe/log.ts';
import { guard } from './guard.ts';

function listening(): { lines: { what: string; err: { message: string } }[]; log: Logger } {
  const lines: { what: string; err: { message: string } }[] = [];
  return { lines, log: pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }) };
}

it.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('broken');
    },
  ],
  ['rejects', async () => await Promise.reject(new Error('broken'))],
  [
    'rejects later',
    async () => {
      await delay(1);
      throw new Error('broken');
    },
  ],
])('logs what a listener %s, and closes what it is about', async (_name, work) => {
  const { log, lines } = listening();
  const close = vi.fn<() => void>();
  const emitter = new EventEmitter();
  emitter.on('event', guard({ log, what: 'an event', close }, work));
  emitter.emit('event');
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(lines.map(({ what, err }) => [what, err.message])).toEqual([['an event', 'broken']]);
});

it('stands closing that fails too, and hands arguments on', () => {
  const { log, lines } = listening();
  const close = (): never => {
    throw new Error('closing is broken');
  };
  const given: unknown[] = [];
  const guarded = guard({ log, what: 'an event', close }, (...args: number[]) => {
    given.push(...args);
    throw new Error('broken');
  });
  guarded(1, 2);
  expect(given).toEqual([1, 2]);
  expect(lines.map(({ err }) => err.message)).toEqual(['broken', 'closing is broken']);
});
