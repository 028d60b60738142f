import { PassThrough, type Readable } from 'node:stream';

/** A file's bytes in a stream that its reader may let go of at any time: the request that it comes in goes on all the same. */
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
