import type { IncomingMessage } from 'node:http';

/** Discards the rest of a request, so that the connection can be reused; cuts off a client that sends over `maxBytes` more. */
export function skipRest(request: IncomingMessage, maxBytes: number): void {
  let skipped = 0;
  request.on('data', (chunk: Buffer) => {
    skipped += chunk.length;
    if (skipped > maxBytes) request.destroy();
  });
  request.on('error', () => undefined);
  request.resume();
}
