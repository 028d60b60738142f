import { expect, it } from 'vitest';
import { createOwnIds } from './own-ids.ts';

const subscribe = (id: string): string => JSON.stringify({ type: 'subscribe', id, payload: { query: '{ a }' } });
const complete = (id: string): string => JSON.stringify({ type: 'complete', id });
const next = (id: string): string => `{"id":"${id}","type":"next","payload":{"data":1}}`;
const idOf = (text: string | null): string => (JSON.parse(text ?? '{}') as { id: string }).id;

it('tells operations apart that have the same id one after the other', () => {
  const { receive, send } = createOwnIds();
  const first = idOf(receive(subscribe('a')));
  expect(idOf(receive(subscribe('a')))).toBe(first);
  expect(send(next(first))).toBe(next('a'));
  expect(idOf(receive(complete('a')))).toBe(first);
  const second = idOf(receive(subscribe('a')));
  expect(second).not.toBe(first);
  expect(send(next(first))).toBeNull();
  expect(send(next(second))).toBe(next('a'));
});

it('lets an id be used again once its operation has ended', () => {
  const { receive, send } = createOwnIds();
  for (const type of ['complete', 'error']) {
    const own = idOf(receive(subscribe('a')));
    expect(idOf(send(`{"id":"${own}","type":"${type}"}`))).toBe('a');
    expect(send(next(own))).toBeNull();
    expect(idOf(receive(subscribe('a')))).not.toBe(own);
    receive(complete('a'));
  }
});

it('takes any id, and lets none reach another operation', () => {
  const { receive, send } = createOwnIds();
  const ids = ['1', '2', '__proto__', 'constructor', '"', '\\', '\u2028', '{"id":"1"', '💬'];
  const owns = ids.map((id) => idOf(receive(subscribe(id))));
  expect(new Set(owns).size).toBe(ids.length);
  for (const [index, id] of ids.entries()) expect(idOf(send(next(owns[index] ?? '')))).toBe(id);
  expect(owns).not.toContain(idOf(receive(complete('9'))));
});

it('leaves what is no message of an operation as it is', () => {
  const { receive, send } = createOwnIds();
  for (const text of ['', 'null', '7', '[]', '{', '{"type":"ping"}', '{"type":"subscribe","id":""}', '{"type":"complete","id":3}']) {
    expect(receive(text)).toBe(text);
  }
  expect(send('{"type":"connection_ack"}')).toBe('{"type":"connection_ack"}');
  expect(receive(subscribe('x'.repeat(257)))).toBeNull();
});

it('says of which of its ids a client has two operations', () => {
  const { receive, explain } = createOwnIds();
  receive(subscribe('first'));
  for (const id of ['a', '1', '💬', 'x'.repeat(93)]) {
    expect(explain(`Subscriber for ${idOf(receive(subscribe(id)))} already exists`)).toBe(`Subscriber for ${id} already exists`);
  }
  // A closing frame has no room for these.
  for (const id of ['x'.repeat(94), '💬'.repeat(24)]) {
    expect(explain(`Subscriber for ${idOf(receive(subscribe(id)))} already exists`)).toBe('Subscriber already exists');
  }
  expect(explain('The session has ended')).toBe('The session has ended');
});
