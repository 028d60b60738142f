import type { RequestHandler } from 'express';

const withinMs = 30_000;

/** Cuts off who takes too long over a body: half a minute for all of it, or without a byte of an upload. */
export function limitBodyTime(): RequestHandler {
  return (request, _response, next) => {
    const { socket } = request;
    const isUpload = request.is('multipart/form-data') || request.method === 'PUT';
    let received = socket.bytesRead;
    const timer = setInterval(() => {
      if (!isUpload || socket.bytesRead === received) request.destroy();
      received = socket.bytesRead;
    }, withinMs);
    const stop = (): void => clearInterval(timer);
    request.once('end', stop);
    request.once('close', stop);
    next();
  };
}
