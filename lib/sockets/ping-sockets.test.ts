import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../observe/log.ts';
import { pingSockets } from './ping-sockets.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket that counts its pings, and answers them or not. */
function socketThat(answers: boolean): WebSocket & { pings: number; isDropped: boolean } {
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    pings: 0,
    isDropped: false,
    ping: () => {
      socket.pings += 1;
      if (answers) socket.emit('pong');
    },
    terminate: () => {
      socket.isDropped = true;
      socket.readyState = 3;
      socket.emit('close');
    },
  });
  return socket as unknown as ReturnType<typeof socketThat>;
}

it('pings each socket every 20 seconds, a share of them each second, and drops those that do not answer', () => {
  using pings = pingSockets({ log: createLogger('test', 'silent') });
  const [quick, gone] = [Array.from({ length: 40 }, () => socketThat(true)), Array.from({ length: 40 }, () => socketThat(false))];
  for (const socket of [...quick, ...gone]) pings.add(socket);
  for (let second = 1; second <= 20; second += 1) {
    vi.advanceTimersByTime(1_000);
    expect([...quick, ...gone].filter((socket) => socket.pings > 0)).toHaveLength(4 * second);
  }
  expect([...quick, ...gone].filter(({ isDropped }) => isDropped)).toEqual([]);
  vi.advanceTimersByTime(40_000);
  expect(quick.map((socket) => [socket.pings, socket.isDropped])).toEqual(quick.map(() => [3, false]));
  expect(gone.map((socket) => [socket.pings, socket.isDropped])).toEqual(gone.map(() => [1, true]));
});
