/** A request by `XMLHttpRequest`, which alone reports the progress of uploads in browsers. */
import type { UploadRequest } from '../environment.ts';

export interface ProgressRequest {
  url: string;
  headers: Record<string, string>;
  body: FormData;
  signal?: AbortSignal | undefined;
  onProgress?: ((share: number) => void) | undefined;
}

/** @throws Error when no answer arrived; the signal's reason when it is aborted. */
export async function sendWithProgress(
  Request: new () => UploadRequest,
  { url, headers, body, signal, onProgress }: ProgressRequest,
): Promise<{ text: string; status: number }> {
  signal?.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const request = new Request();
    const abort = (): void => {
      request.abort();
      reject(signal?.reason);
    };
    const settle = (then: () => void) => (): void => {
      signal?.removeEventListener('abort', abort);
      then();
    };
    signal?.addEventListener('abort', abort, { once: true });
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total));
    request.addEventListener(
      'load',
      settle(() => resolve({ text: request.responseText, status: request.status })),
    );
    request.addEventListener(
      'error',
      settle(() => reject(new Error('The upload was cut off.'))),
    );
    request.send(body);
  });
}
