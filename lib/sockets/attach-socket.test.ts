import { EventEmitter } from 'node:events';
import { GraphQLError } from 'graphql';
import { makeServer, type ServerOptions } from 'graphql-ws';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { attachSocket } from './attach-socket.ts';

/** A socket with an initialised protocol, what was logged, and the codes that it was closed with. */
async function attached(options: ServerOptions<Record<string, unknown>, null>) {
  const lines: { what: string; err: { message: string } }[] = [];
  const codes: number[] = [];
  const sent: string[] = [];
  const socket = Object.assign(new EventEmitter(), {
    protocol: 'graphql-transport-ws',
    readyState: 1,
    OPEN: 1,
    send: (data: string, done: () => void) => {
      sent.push(data);
      done();
    },
    close: (code: number) => {
      socket.readyState = 2;
      codes.push(code);
    },
  });
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  attachSocket(makeServer<Record<string, unknown>, null>(options), { socket: socket as unknown as WebSocket, extra: null, log });
  const send = (message: object): void => void socket.emit('message', Buffer.from(JSON.stringify(message)));
  send({ type: 'connection_init' });
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  return { socket, lines, codes, send };
}

it('logs an error of a closing socket, and ends nothing else', async () => {
  const { socket, lines } = await attached({ onDisconnect: async () => await Promise.reject(new Error('broken')) });
  socket.emit('close', 1000, Buffer.from('bye'));
  await vi.waitFor(() => expect(lines.map(({ what, err }) => [what, err.message])).toEqual([['socket', 'broken']]));
});

it.each([{ type: 'connection_ack' }, { type: 'next', id: '1', payload: {} }, { type: 'error', id: '1', payload: [{ message: 'x' }] }])(
  'closes on what only servers send, as the mistake of its client: %o',
  async (message) => {
    const { codes, lines, send } = await attached({});
    send(message);
    await vi.waitFor(() => expect(codes).toEqual([4400]));
    expect(lines).toEqual([]);
  },
);

it('ignores messages after the one that closed the socket', async () => {
  const onSubscribe = vi.fn<() => GraphQLError[]>(() => [new GraphQLError('refused')]);
  const { codes, lines, send } = await attached({ onSubscribe });
  send({ type: 'connection_init' });
  for (const id of ['1', '2', '3']) send({ type: 'subscribe', id, payload: { query: '{ a }' } });
  await vi.waitFor(() => expect(codes).toEqual([4429]));
  expect(onSubscribe).not.toHaveBeenCalled();
  expect(lines).toEqual([]);
});
