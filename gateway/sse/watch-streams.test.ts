import { expect, it } from 'vitest';
import { watchStreams } from './watch-streams.ts';

const second = 1_000;

/** A stream that notes what becomes of it, at the times of a clock of the test's. */
function watched() {
  const watch = watchStreams();
  const told: string[] = [];
  const client = { waiting: 0 };
  let nowMs = 0;
  const leave = watch.add(
    {
      comment: () => void told.push(`comment at ${nowMs / second}`),
      cut: () => void told.push('cut'),
      drop: () => void told.push(`dropped at ${nowMs / second}`),
      waitingBytes: () => client.waiting,
    },
    nowMs,
  );
  const pass = (seconds: number): void => {
    for (let passed = 0; passed < seconds; passed += 1) watch.look((nowMs += second));
  };
  return { watch, told, client, leave, pass };
}

it('comments at least every 15 seconds, for as long as the stream is open', () => {
  const { told, leave, pass } = watched();
  pass(45);
  expect(told).toEqual(['comment at 14', 'comment at 28', 'comment at 42']);
  leave();
  pass(45);
  expect(told).toHaveLength(3);
});

it('drops a client for whom more than a megabyte has waited for three seconds, and none who reads between', () => {
  const { told, client, pass } = watched();
  client.waiting = 1_000_000;
  pass(10);
  client.waiting += 1;
  pass(3);
  client.waiting = 0;
  pass(1);
  client.waiting = 2_000_000;
  pass(3);
  expect(told.filter((one) => one.startsWith('dropped'))).toEqual([]);
  pass(1);
  expect(told.at(-1)).toBe('dropped at 18');
});

it('counts the streams and what waits for them, and cuts them all', () => {
  const { watch, told, client, leave } = watched();
  client.waiting = 7;
  expect([watch.count(), watch.waitingBytes()]).toEqual([1, 7]);
  watch.cut();
  expect(told).toEqual(['cut']);
  leave();
  expect([watch.count(), watch.waitingBytes()]).toEqual([0, 0]);
});
