// One client connection: requests in, one after the other, and their answers out.
import type { Socket } from 'node:net';
import type { Document } from '../bson/values.ts';
import { CommandError, ConnectionCut } from '../errors.ts';
import { errorReply } from './error-reply.ts';
import { BadFrame, createFrameReader, encodeReply, type Frame, parseRequest, type Request } from './frames.ts';

export interface Connection {
  readonly id: number;
  /** `host:port` of the client. */
  readonly client: string;
  /** The name that the client's application gave itself in its first hello. */
  appName?: string;
}

export interface ConnectionHandler {
  run(connection: Connection, body: Document): Promise<Document>;
  /** Calls back when what has been written so far is committed. */
  whenSettled(callback: (error?: Error) => void): void;
  closed(connection: Connection): void;
  log(message: string): void;
}

let connections = 0;

export function serveConnection(socket: Socket, handler: ConnectionHandler): void {
  const connection: Connection = { id: ++connections, client: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}` };
  const readFrames = createFrameReader();
  let work = Promise.resolve();
  let queued = 0;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => handler.closed(connection));
  socket.on('data', (bytes) => {
    try {
      for (const frame of readFrames(bytes)) {
        queued++;
        work = queued === 1 ? answer(frame) : work.then(() => answer(frame));
      }
    } catch (error) {
      handler.log(`connection ${connection.id}: ${(error as Error).message}`);
      socket.destroy();
    }
  });

  async function answer(frame: Frame): Promise<void> {
    try {
      await answerFrame(frame);
    } catch (error) {
      if (!(error instanceof ConnectionCut)) handler.log(`connection ${connection.id}: ${(error as Error).message}`);
      socket.destroy();
    } finally {
      queued--;
    }
  }

  async function answerFrame(frame: Frame): Promise<void> {
    let request: Request;
    try {
      request = parseRequest(frame);
    } catch (error) {
      if (error instanceof BadFrame || !(error instanceof CommandError)) throw error;
      return send({ id: frame.id, kind: 'msg' }, errorReply(error));
    }
    const reply = await handler.run(connection, request.body);
    if (!request.wantsReply) return;
    await new Promise<void>((resolve) => {
      handler.whenSettled((failure) => {
        send(request, failure ? errorReply(failure) : reply);
        resolve();
      });
    });
  }

  function send(request: { id: number; kind: 'msg' | 'query' }, reply: Document): void {
    if (!socket.destroyed) socket.write(encodeReply(request, reply));
  }
}
