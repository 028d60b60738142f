/** One answer as a stream of server-sent events, in the distinct connections mode of GraphQL over SSE. */
import type { ServerResponse } from 'node:http';

/** Clients of EventSource come back after so long, not all in one moment. */
const retryMs = { least: 1_000, spread: 2_000 };
const comment = ':\n\n';
const complete = 'event: complete\ndata:\n\n';

export interface EventStream {
  isOpen: () => boolean;
  /** Sends the headers; what the client is told from now on are events. */
  open: () => void;
  /** Sends an event; opens the stream where it is not open yet. */
  send: (event: Buffer | string) => void;
  /** Waits until the client has taken most of it, or has left. */
  drained: () => Promise<void>;
  comment: () => void;
  /** Says that there is no more to come. */
  complete: () => void;
  /** Ends the answer without saying so, so that its client comes back. */
  cut: () => void;
  /** Drops a client that does not read. */
  drop: () => void;
  waitingBytes: () => number;
}

export function openEventStream(response: ServerResponse): EventStream {
  const open = (): void => {
    if (response.headersSent || response.destroyed) return;
    // Proxies such as nginx would gather the events otherwise.
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    response.write(`retry: ${retryMs.least + Math.floor(Math.random() * retryMs.spread)}\n\n`);
  };
  const isWritable = (): boolean => !response.writableEnded && !response.destroyed;
  const send = (event: Buffer | string): void => {
    open();
    if (isWritable()) response.write(event);
  };
  return {
    isOpen: () => response.headersSent,
    open,
    send,
    drained: async () => {
      if (!response.writableNeedDrain || response.destroyed) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          response.off('drain', done);
          response.off('close', done);
          resolve();
        };
        response.on('drain', done);
        response.on('close', done);
      });
    },
    comment: () => {
      if (response.headersSent) send(comment);
    },
    complete: () => {
      send(complete);
      response.end();
    },
    cut: () => {
      if (response.headersSent) response.end();
      else response.destroy();
    },
    drop: () => void response.destroy(),
    waitingBytes: () => response.writableLength,
  };
}
