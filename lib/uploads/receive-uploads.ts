/**
 * Receives uploads in a subgraph: graphql-upload-minimal reads the request that the gateway wrote. Files stay on the connection
 * until a resolver opens them.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { type FileUpload, processRequest, Upload as PendingUpload } from 'graphql-upload-minimal';
import { badInput } from '../core/errors.ts';
import { detach } from './detach.ts';
import { skipRest } from './skip-rest.ts';
import { Upload } from './upload.ts';

/** The gateway forwards no more than this; the reader of a file limits its size. */
const limits = { maxFieldSize: 5_000_000, maxFiles: 10 };
const maxSkippedBytes = 202_000_000;

export interface ReceivedRequest {
  /** The operation as the gateway wrote it: JSON, with null in place of each file. */
  text: string;
  /** The operation, with an `Upload` in place of each file. */
  operation: unknown;
}

/** A file of a request. Files arrive one after another. */
class ReceivedUpload extends Upload {
  readonly #pending: PendingUpload;
  readonly #earlier: readonly ReceivedUpload[];
  #isTaken = false;

  constructor(pending: PendingUpload, earlier: readonly ReceivedUpload[]) {
    super();
    this.#pending = pending;
    this.#earlier = earlier;
  }

  get filename(): string {
    return this.#pending.file?.filename ?? '';
  }

  get mimeType(): string {
    return this.#pending.file?.mimetype ?? '';
  }

  async open(): Promise<Readable> {
    for (const upload of this.#earlier) upload.#skip();
    if (this.#isTaken) throw badInput('file', 'A file is read once, and files are sent in the order in which the operation uses them.');
    this.#isTaken = true;
    const file = await this.#pending.promise.catch(() => {
      throw badInput('file', 'The file is missing, or the upload was broken off.');
    });
    return detach(file.createReadStream());
  }

  /** Skips a file that no resolver has opened, so that the files after it can arrive. */
  #skip(): void {
    if (this.#isTaken) return;
    this.#isTaken = true;
    const pass = (file: FileUpload): void => void file.createReadStream().resume();
    this.#pending.promise.then(pass, () => undefined);
  }
}

/**
 * Reads a request up to its first file. The rest is skipped once the request is answered, so that the connection can be reused.
 *
 * @throws HttpError, with its `status`, for a malformed body.
 */
export async function receiveUploads(request: IncomingMessage, response: ServerResponse): Promise<ReceivedRequest> {
  response.once('close', () => {
    if (request.complete) return;
    request.unpipe();
    skipRest(request, maxSkippedBytes);
  });
  const pending = await processRequest(request, response, limits);
  const uploads = new Map<PendingUpload, ReceivedUpload>();
  const text = JSON.stringify(pending, (_key, value: unknown) => {
    if (!(value instanceof PendingUpload)) return value;
    if (!uploads.has(value)) uploads.set(value, new ReceivedUpload(value, [...uploads.values()]));
    return null;
  });
  return { text, operation: place(pending, uploads) };
}

function place(value: unknown, uploads: ReadonlyMap<PendingUpload, ReceivedUpload>): unknown {
  if (value instanceof PendingUpload) return uploads.get(value);
  if (Array.isArray(value)) return value.map((member) => place(member, uploads));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, place(member, uploads)]));
}
