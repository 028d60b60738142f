import type { IncomingMessage } from 'node:http';

/** Reads on without keeping anything, so that the connection can take another request; a client that goes on for too long is cut off. */
export function skipRest(request: IncomingMessage, maxBytes: number): void {
  let skipped = 0;
  request.on('data', (chunk: Buffer) => {
    skipped += chunk.length;
    if (skipped > maxBytes) request.destroy();
  });
  request.on('error', () => undefined);
  request.resume();
}
