import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { type WebSocket } from 'ws';

export interface UpgradePath {
  path: string;
  sockets: WebSocketServer;
  open: (socket: WebSocket) => void;
  /** The HTTP status with which a request is refused; null takes it. */
  refusal?: (request: IncomingMessage) => number | null;
}

/** Serves WebSockets at several paths of one server; other paths are refused with 404. */
export function serveUpgrades(server: Server, paths: readonly UpgradePath[]): void {
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', () => connection.destroy());
    const path = request.url?.split('?')[0];
    const served = paths.find((each) => each.path === path);
    const status = served ? (served.refusal?.(request) ?? null) : 404;
    if (served && status === null) return served.sockets.handleUpgrade(request, connection, head, served.open);
    connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status ?? 404]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
      connection.destroy(),
    );
  });
}
