import { WebSocket } from 'ws';
import { guard } from '#lib/core/guard.ts';
import { hubProtocol } from '#lib/hub/messages.ts';
import type { Logger } from '#lib/observe/log.ts';

const pingEveryMs = 10_000;
const connectWithinMs = 5_000;

export interface OpenHubSocketOptions {
  name: string;
  address: URL;
  log: Logger;
  open: (socket: WebSocket) => void;
  hear: (socket: WebSocket, text: string) => void;
  closed: (socket: WebSocket) => void;
  /** The subgraph is there and does not speak the protocol. */
  absent: () => void;
}

/** Opens a socket to a subgraph's hub, and drops it when its other side no longer answers. */
export function openHubSocket({ name, address, log, open, hear, closed, absent }: OpenHubSocketOptions): void {
  const socket = new WebSocket(address, [hubProtocol], { handshakeTimeout: connectWithinMs, perMessageDeflate: false });
  let isAlive = true;
  const ping = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, pingEveryMs);
  ping.unref();
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    if ((response.statusCode ?? 500) < 500) absent();
    socket.terminate();
  });
  socket.on('error', (error) => {
    if (error.message.includes('subprotocol')) absent();
    log.debug({ err: error, subgraph: name }, 'no live connection');
  });
  socket.on('open', () => open(socket));
  socket.on(
    'message',
    guard({ log, what: 'live events', close: () => socket.terminate() }, (data) => hear(socket, String(data))),
  );
  socket.once('close', () => {
    clearInterval(ping);
    closed(socket);
  });
}
