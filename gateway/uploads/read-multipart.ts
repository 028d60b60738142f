/**
 * Reads a GraphQL multipart request without holding its files: the operation first, then each file when it is opened, straight
 * from the connection.
 *
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { z } from 'zod';
import { AppError, badInput } from '#lib/core/errors.ts';
import { detach } from '#lib/uploads/detach.ts';
import { skipRest } from '#lib/uploads/skip-rest.ts';
import { Upload } from '#lib/uploads/upload.ts';

export interface MultipartLimits {
  maxFiles: number;
  /** Limit of each file. */
  maxFileBytes: number;
  /** Limit of the operation's text, and of the map's. */
  maxFieldBytes: number;
}

export interface MultipartRequest {
  /** The operation, with an `Upload` at each place that the map names. */
  operation: Record<string, unknown>;
  /** Skips the rest of the body, so that the connection can take another request; closes it when too much is left. */
  close: () => void;
}

const maxMapPaths = 100;
const mapSchema = z.record(z.string(), z.array(z.string()).nonempty());

/** A file of the body: waiting for its turn, arrived, or gone. */
class BodyFile extends Upload {
  filename = '';
  mimeType = '';
  readonly name: string;
  readonly path: string;
  readonly #want: (file: BodyFile) => void;
  #stream: Readable | null = null;
  #failure: Error | null = null;
  #waiting: PromiseWithResolvers<Readable> | null = null;
  isSettled = false;

  constructor(name: string, path: string, want: (file: BodyFile) => void) {
    super();
    this.name = name;
    this.path = path;
    this.#want = want;
  }

  get isWanted(): boolean {
    return this.#waiting !== null;
  }

  async open(): Promise<Readable> {
    if (this.#failure) throw this.#failure;
    this.#waiting ??= Promise.withResolvers<Readable>();
    if (this.#stream) this.#waiting.resolve(this.#stream);
    else this.#want(this);
    return await this.#waiting.promise;
  }

  arrive(stream: Readable, { filename, mimeType }: { filename: string; mimeType: string }): void {
    this.filename = filename;
    this.mimeType = mimeType;
    this.#stream = stream;
    this.isSettled = true;
    this.#waiting?.resolve(stream);
  }

  /** Skips a file that has arrived and that no fetch has opened. */
  skip(): void {
    if (this.isWanted) return;
    this.fail(badInput(this.path, 'Files are sent in the order in which the operation uses them.'));
    this.#stream?.resume();
  }

  fail(reason: Error): void {
    this.isSettled = true;
    this.#failure ??= reason;
    this.#waiting?.reject(reason);
  }
}

/**
 * Reads a request up to its first file.
 *
 * @throws AppError `BAD_USER_INPUT` for a body that is no such request or has no file; `PAYLOAD_TOO_LARGE`.
 */
export async function readMultipart(request: IncomingMessage, limits: MultipartLimits): Promise<MultipartRequest> {
  const { maxFiles, maxFileBytes, maxFieldBytes } = limits;
  const ready = Promise.withResolvers<{ operation: Record<string, unknown> }>();
  let files: BodyFile[] = [];
  let text: string | null = null;
  let operation: Record<string, unknown> | null = null;
  let current: Readable | null = null;
  let isClosed = false;

  const parser = openParser(request, limits);
  const fail = (error: Error): void => {
    request.unpipe(parser);
    ready.reject(error);
    for (const file of files) if (!file.isSettled) file.fail(error);
    current?.destroy(error);
    request.resume();
  };
  const want = (wanted: BodyFile): void => {
    for (const file of files.slice(0, files.indexOf(wanted))) file.skip();
  };

  /** Wraps a listener so that its failure fails the request. */
  const attempt =
    <Args extends unknown[]>(work: (...args: Args) => void): ((...args: Args) => void) =>
    (...args) => {
      try {
        work(...args);
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    };

  const takeField = (name: string, value: string, { valueTruncated }: busboy.FieldInfo): void => {
    const nameless = files.find((each) => each.name === name);
    if (nameless) throw badInput(nameless.path, `The part ${name} has no file name, by which a file is told from a field.`);
    if (valueTruncated) throw new AppError('PAYLOAD_TOO_LARGE', `${name} may have ${maxFieldBytes} bytes.`);
    if (text === null && name === 'operations') text = value;
    else if (text !== null && operation === null && name === 'map') ({ operation, files } = readMap(text, value, maxFiles, want));
    else throw badInput(name, 'An upload has the parts operations and map, in this order, then the files.');
  };
  const takeFile = (name: string, stream: Readable, info: busboy.FileInfo): void => {
    let arriving: Readable | null = null;
    // Registered before the listener of `detach`: the file's reader gets this error. A file without a reader may fail, too.
    stream.on('error', () => arriving?.destroy(brokenOff()));
    if (text === null || operation === null) {
      stream.resume();
      return fail(
        badInput(text === null ? 'operations' : 'map', 'An upload has the parts operations and map, in this order, then the files.'),
      );
    }
    const file = files.find((each) => each.name === name);
    if (!file || file.isSettled || isClosed) stream.resume();
    else {
      const detached = detach(stream);
      arriving = detached;
      stream.once('limit', () => detached.destroy(new AppError('PAYLOAD_TOO_LARGE', `A file may have ${maxFileBytes} bytes.`)));
      current = detached;
      file.arrive(detached, { filename: info.filename ?? '', mimeType: info.mimeType });
      if (!file.isWanted && files.some((other) => other.isWanted && !other.isSettled)) file.skip();
    }
    ready.resolve({ operation });
  };
  parser.on('field', attempt(takeField));
  parser.on('file', attempt(takeFile));
  parser.once('fieldsLimit', () => fail(badInput('map', 'An upload has the parts operations and map, in this order, then the files.')));
  for (const limit of ['partsLimit', 'filesLimit'] as const) {
    parser.once(limit, () => fail(badInput('map', `An upload has ${maxFiles} files at most.`)));
  }
  // Each part may be broken, so this can be called more than once.
  parser.on('error', () => fail(badInput('operations', 'The upload is not readable, or was broken off.')));
  const finish = (): void => {
    for (const file of files) if (!file.isSettled) file.fail(badInput(file.path, `The file ${file.name} is missing.`));
    ready.reject(badInput(operation === null ? 'map' : (files[0]?.path ?? 'map'), 'The upload has no file.'));
  };
  const breakOff = (): void => {
    if (!request.complete) fail(brokenOff());
  };
  parser.once('close', attempt(finish));
  request.once('close', attempt(breakOff));
  request.pipe(parser);

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    request.unpipe(parser);
    current?.destroy();
    skipRest(request, maxFileBytes);
  };
  try {
    return { ...(await ready.promise), close };
  } catch (error) {
    close();
    throw error;
  }
}

function brokenOff(): AppError {
  return badInput('operations', 'The upload was broken off.');
}

function openParser(request: IncomingMessage, { maxFiles, maxFileBytes, maxFieldBytes }: MultipartLimits): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      limits: {
        // One more than the two parts, so that the error names a file that was sent as a field.
        fields: 3,
        fieldNameSize: 100,
        fieldSize: maxFieldBytes,
        files: maxFiles,
        // busboy reports a limit that is reached, and a file of exactly the limit is allowed.
        fileSize: maxFileBytes + 1,
        // busboy counts the boundaries, one more than the parts, and reports a limit that is reached.
        parts: maxFiles + 4,
        headerPairs: 20,
      },
    });
  } catch {
    throw badInput('content-type', 'The multipart body has no boundary.');
  }
}

interface Mapped {
  operation: Record<string, unknown>;
  files: BodyFile[];
}

function readMap(operations: string, map: string, maxFiles: number, want: (file: BodyFile) => void): Mapped {
  const operation = z.record(z.string(), z.unknown()).safeParse(parseJson(operations, 'operations'));
  if (!operation.success) throw badInput('operations', 'operations holds one operation as JSON.');
  const places = mapSchema.safeParse(parseJson(map, 'map'));
  if (!places.success) throw badInput('map', 'map holds, for each file, the places in operations that it stands for.');
  const entries = Object.entries(places.data);
  if (entries.length === 0) throw badInput('map', 'map names no file.');
  if (entries.length > maxFiles || entries.flatMap(([, paths]) => paths).length > maxMapPaths)
    throw badInput('map', `An upload has ${maxFiles} files at most.`);
  const files = entries.map(([name, paths]) => {
    const file = new BodyFile(name, (paths[0] ?? '').replace(/^variables\./, ''), want);
    for (const path of paths) place(operation.data, path, file);
    return file;
  });
  return { operation: operation.data, files };
}

function parseJson(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput(field, `${field} is not valid JSON.`);
  }
}

/** Puts a file where the map says, which must be null within the variables. */
function place(operation: Record<string, unknown>, path: string, file: Upload): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at: unknown = operation;
  for (const key of keys) at = memberOf(at, key);
  if (keys[0] !== 'variables' || typeof at !== 'object' || at === null || !Object.hasOwn(at, last) || memberOf(at, last) !== null)
    throw badInput('map', 'map names a place that is not null in the variables.');
  (at as Record<string, unknown>)[last] = file;
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
