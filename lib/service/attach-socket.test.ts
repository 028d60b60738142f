import { EventEmitter } from 'node:events';
import { makeServer } from 'graphql-ws';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Logger } from '../observe/log.ts';
import { attachSocket } from './attach-socket.ts';

it('hears of what fails when a socket closes, and ends nothing else by it', async () => {
  const lines: { what: string; err: { message: string } }[] = [];
  const log: Logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const socket = Object.assign(new EventEmitter(), {
    protocol: 'graphql-transport-ws',
    readyState: 1,
    OPEN: 1,
    send: (_data: string, done: () => void) => done(),
    close: vi.fn<(code: number) => void>(),
  });
  const protocol = makeServer<Record<string, unknown>, null>({
    onSubscribe: () => [new GraphQLError('no')],
    onDisconnect: async () => await Promise.reject(new Error('broken')),
  });
  attachSocket(protocol, { socket: socket as unknown as WebSocket, extra: null, log });
  socket.emit('message', Buffer.from('{"type":"connection_init"}'));
  await vi.waitFor(() => expect(socket.listenerCount('close')).toBe(1));
  await new Promise(setImmediate);
  socket.emit('close', 1000, Buffer.from('bye'));
  await vi.waitFor(() => expect(lines.map(({ what, err }) => [what, err.message])).toEqual([['socket', 'broken']]));
});
