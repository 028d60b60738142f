import { PassThrough, type Readable } from 'node:stream';

/** A copy of a file's stream that its reader may destroy at any time: the rest of the request still flows. */
export function detach(stream: Readable): PassThrough {
  const detached = new PassThrough();
  stream.once('error', (error) => detached.destroy(error));
  detached.on('error', () => undefined);
  detached.once('close', () => {
    stream.unpipe(detached);
    stream.resume();
  });
  return stream.pipe(detached);
}
