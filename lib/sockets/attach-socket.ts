import type { Server as ProtocolServer } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Logger } from '../observe/log.ts';
import { guard } from '../core/guard.ts';
import { createOwnIds } from '../core/own-ids.ts';

const badRequestCode = 4400;
const internalErrorCode = 4500;

export interface AttachSocketOptions<Extra> {
  socket: WebSocket;
  /** The context of the protocol's handlers for this socket. */
  extra: Extra;
  log: Logger;
}

/** The client's id of an operation; null where the operation is over for it, or the socket is closed. */
export type ClientIdOf = (operationId: string) => string | null;

/**
 * Serves graphql-transport-ws over a socket. A failure, even while it closes, ends only this socket.
 *
 * @returns The ids under which messages that were made for many sockets can be sent beside those of the protocol.
 */
export function attachSocket<Extra>(protocol: ProtocolServer<Extra>, { socket, extra, log }: AttachSocketOptions<Extra>): ClientIdOf {
  const guarded = { log, what: 'socket', close: () => socket.close(internalErrorCode, 'Internal server error') };
  const ids = createOwnIds();
  const refuse = (): void => socket.close(badRequestCode, 'Invalid message received');
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: async (data) => {
        const told = socket.readyState === socket.OPEN ? ids.send(data) : null;
        if (told === null) return;
        // A socket that has closed meanwhile needs no message.
        await new Promise<void>((resolve) => socket.send(told, () => resolve()));
      },
      close: (code, reason) => socket.close(code, ids.explain(reason ?? '')),
      onMessage: (handle) => {
        const hear = async (data: RawData): Promise<void> => {
          // Messages after the one that closed the socket get no answer.
          if (socket.readyState !== socket.OPEN) return;
          const text = ids.receive(textOf(data));
          if (text === null) return refuse();
          try {
            await handle(text);
          } catch (error) {
            if (!isOfServer(error)) throw error;
            refuse();
          }
        };
        socket.on('message', guard(guarded, hear));
      },
    },
    extra,
  );
  // The socket closes itself with the right code (1009 for a message too large).
  socket.on('error', (error) => log.debug({ err: error }, 'socket failed'));
  socket.once(
    'close',
    guard(guarded, async (code: number, reason: Buffer) => await closed(code, String(reason))),
  );
  return (operationId) => (socket.readyState === socket.OPEN ? ids.clientOf(operationId) : null);
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)).toString();
}

/** Whether the other side sent a message that only a server sends, which graphql-ws throws for. */
function isOfServer(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}
