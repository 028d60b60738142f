/** The bytes of one event: the same for all but for the id of each operation. */
import { expect, it } from 'vitest';
import { createPayload } from './payload.ts';

/** The text of a frame of more than 125 bytes. */
const textOf = (frame: Buffer): string => {
  expect([frame[0], frame[1], frame.readUInt16BE(2)]).toEqual([0x81, 126, frame.length - 4]);
  return frame.subarray(4).toString();
};

/** A connection that passes on what it is given only when it is told to. */
function connect(): {
  written: () => Buffer[];
  passOn: () => void;
  isSlow: boolean;
  write: (bytes: Buffer) => void;
  writableLength: number;
} {
  const sent: Buffer[] = [];
  let waiting: Buffer[] = [];
  return {
    isSlow: false,
    written: () => sent,
    passOn: () => {
      // Read when it goes, as the system does.
      sent.push(...waiting.map((bytes) => Buffer.from(bytes)));
      waiting = [];
    },
    write(bytes) {
      waiting.push(bytes);
      if (!this.isSlow) this.passOn();
    },
    get writableLength() {
      return waiting.reduce((sum, { length }) => sum + length, 0);
    },
  };
}

const idOf = (frame: Buffer | undefined): string => JSON.parse(textOf(frame ?? Buffer.alloc(4))).id;

it('what waits for a slow connection does not change when others are written to', () => {
  const { writeTo } = createPayload({ data: 'words '.repeat(40) });
  const [slow, quick] = [connect(), connect()];
  slow.isSlow = true;
  for (const id of ['q1', 'q2']) writeTo(quick, id);
  for (const id of ['s1', 's2']) writeTo(slow, id);
  for (const id of ['q3', 'q4']) writeTo(quick, id);
  slow.passOn();
  for (const id of ['s3', 'q5']) writeTo(id === 's3' ? slow : quick, id);
  slow.passOn();
  expect(quick.written().map(idOf)).toEqual(['q1', 'q2', 'q3', 'q4', 'q5']);
  expect(slow.written().map(idOf)).toEqual(['s1', 's2', 's3']);
});

it('each operation has its own id, whatever it is made of', () => {
  const result = { data: { text: `é𝄞 ${'words '.repeat(40)}` } };
  const { writeTo } = createPayload(result);
  const ids = [
    '1',
    '2',
    '1',
    'a"b',
    'c\\d',
    'é',
    'ü',
    '\u2028',
    'x'.repeat(256),
    ...Array.from({ length: 40 }, (_, index) => `id ${index}`),
  ];
  for (const id of [...ids, ...ids.toReversed()]) {
    const connection = connect();
    writeTo(connection, id);
    expect(connection.written().map((frame) => JSON.parse(textOf(frame)))).toEqual([{ id, type: 'next', payload: result }]);
  }
});

it('an event stream gets the cursor as its id, where that is one line', () => {
  const data = `data: {"data":1}\n\n`;
  expect(createPayload({ data: 1 }, 'c1').streamed().toString()).toBe(`event: next\nid: c1\n${data}`);
  for (const cursor of [null, 'c\n1', 'c\r1'])
    expect(createPayload({ data: 1 }, cursor).streamed().toString()).toBe(`event: next\n${data}`);
});
