/** A subgraph's side of the live protocol (PROTOCOL.md): a socket for each gateway. */
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { hashBody } from '../auth/identity.ts';
import { createDocuments } from '../crowd/documents.ts';
import { guard } from '../core/guard.ts';
import { pingSockets } from '../sockets/ping-sockets.ts';
import type { UpgradePath } from '../sockets/upgrades.ts';
import type { ServeHubOptions } from './hub.ts';
import { serveGateway } from './serve-gateway.ts';
import { badMessageCode, gatewayMessageSchema, hubPath, hubProtocol, refusedCode } from './messages.ts';

const maxMessageBytes = 5_000_000;
const helloWithinMs = 3_000;
const goingAwayCode = 1001;

/** Serves gateways at `/live`; disposing of it closes the sockets with 1001. */
export function serveHub(options: ServeHubOptions): AsyncDisposable & { upgrade: UpgradePath } {
  const { checkIdentity, schema, log } = options;
  const documents = createDocuments(schema);
  const pings = pingSockets({ log });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(hubProtocol) ? hubProtocol : false),
  });

  const serve = (socket: WebSocket): void => {
    pings.add(socket);
    let gateway: ReturnType<typeof serveGateway> | null = null;
    const late = setTimeout(() => socket.close(refusedCode, 'No hello'), helloWithinMs);
    const hear = (data: RawData): void => {
      const read = gatewayMessageSchema.safeParse(parse(data));
      if (!read.success) return socket.close(badMessageCode, 'Not understood');
      const message = read.data;
      if (message.type !== 'hello') return gateway ? gateway.hear(message) : socket.close(refusedCode, 'No hello');
      try {
        if (checkIdentity(message.identity, hashBody('connect')).service === null) throw new Error('No service');
      } catch {
        return socket.close(refusedCode, 'This service answers only the gateway.');
      }
      clearTimeout(late);
      gateway ??= serveGateway(socket, { ...options, documents });
      socket.send(JSON.stringify({ type: 'ready' }));
    };
    socket.on('message', guard({ log, what: 'live messages', close: () => socket.close(badMessageCode, 'Not understood') }, hear));
    socket.on('error', (error) => log.debug({ err: error }, 'live socket failed'));
    socket.once('close', () => {
      clearTimeout(late);
      gateway?.[Symbol.dispose]();
    });
  };

  const offersProtocol = ({ headers }: IncomingMessage): boolean => (headers['sec-websocket-protocol'] ?? '').includes(hubProtocol);

  return {
    upgrade: { path: hubPath, sockets, open: serve, refusal: (request) => (offersProtocol(request) ? null : 400) },
    [Symbol.asyncDispose]: async () => {
      pings[Symbol.dispose]();
      for (const socket of sockets.clients) socket.close(goingAwayCode, 'Going away');
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse((Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data).toString());
  } catch {
    return null;
  }
}
