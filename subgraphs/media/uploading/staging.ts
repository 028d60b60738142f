/** Uploads in progress: one file a media in the staging folder, checked while it is written. */
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import type { MediaDeps } from '../deps.ts';
import { type Format, formats, sniff, sniffedBytes } from '../formats/format.ts';
import { inspect } from '../formats/inspect.ts';
import type { MediaRecord } from '../model.ts';
import { Refused } from '../render/refused.ts';
import { Crashed } from '../render/renderer.ts';

/** The facts about a complete upload. */
export type Received = Pick<MediaRecord, 'kind' | 'mimeType' | 'bytes'>;

/** An upload whose type is known, before its bytes are written. */
export interface Incoming {
  format: Format;
  chunks: AsyncGenerator<Buffer, void, void>;
}

export function stagingFile({ parts }: Pick<MediaDeps, 'parts'>, mediaId: string): string {
  return path.join(parts.folders.staging, mediaId);
}

/**
 * Reads the beginning of an upload to find its type.
 *
 * @throws AppError `UNSUPPORTED_MEDIA_TYPE` naming its type; `BAD_USER_INPUT` when it is empty or was broken off.
 */
export async function beginReading(stream: AsyncIterable<unknown>, field: string): Promise<Incoming> {
  const source = readChunks(stream, field);
  const first: Buffer[] = [];
  let length = 0;
  while (length < sniffedBytes) {
    const { value, done } = await source.next();
    if (done || !value) break;
    first.push(value);
    length += value.length;
  }
  const head = Buffer.concat(first);
  if (head.length === 0) throw new AppError('BAD_USER_INPUT', 'The file is empty.', { field });
  const format = requireFormat(head.subarray(0, sniffedBytes), field);
  return {
    format,
    chunks: (async function* () {
      yield head;
      yield* source;
    })(),
  };
}

/** The format by a file's first bytes. @throws AppError `UNSUPPORTED_MEDIA_TYPE` naming its type. */
export function requireFormat(head: Buffer, field: string): Format {
  const sniffed = sniff(head);
  if ('format' in sniffed) return sniffed.format;
  const taken = Object.keys(formats).join(', ');
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', `${sniffed.refused} is not taken: only ${taken} are.`, { field });
}

/** The chunks of a stream. A broken connection becomes the client's error; AppErrors pass unchanged. */
async function* readChunks(stream: AsyncIterable<unknown>, field: string): AsyncGenerator<Buffer, void, void> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('BAD_USER_INPUT', 'The upload was broken off.', { field });
  }
}

export interface StagingInput {
  mediaId: string;
  incoming: Incoming;
  field: string;
  maxBytes?: number;
  willHave?: (bytes: number) => Promise<void>;
}

/**
 * Writes an upload into the staging folder and inspects it.
 *
 * The caller removes the file, whether this succeeds or throws. `willHave` receives the number of bytes before they are
 * written, and may refuse them.
 *
 * @throws AppError `PAYLOAD_TOO_LARGE` while it is read, as soon as it is; `BAD_USER_INPUT` for a file that is not whole;
 * `SUBGRAPH_UNAVAILABLE` when there is no room.
 */
export async function writeStaging(deps: MediaDeps, { mediaId, incoming, field, maxBytes, willHave }: StagingInput): Promise<Received> {
  const { format, chunks } = incoming;
  const allowed = Math.min(formats[format].maxBytes, maxBytes ?? Infinity);
  try {
    await mkdir(deps.parts.folders.staging, { recursive: true });
    const file = await open(stagingFile(deps, mediaId), 'w');
    try {
      let bytes = 0;
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > allowed)
          throw new AppError('PAYLOAD_TOO_LARGE', `This file may have ${allowed.toLocaleString('en')} bytes at most.`, { field });
        await willHave?.(bytes);
        await file.writeFile(chunk);
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    return await inspectStaging(deps, mediaId, format);
  } catch (error) {
    throw asNoRoom(error);
  }
}

/** Inspects a file in the staging folder. @throws AppError as `inspect` does. */
export async function inspectStaging(deps: MediaDeps, mediaId: string, format: Format): Promise<Received> {
  const file = await open(stagingFile(deps, mediaId), 'r');
  try {
    const { size } = await file.stat();
    const { kind, isOpen } = await inspect(file, size, format);
    if (isOpen) await requireWhole(deps, mediaId, format);
    return { kind, bytes: size, mimeType: formats[format].mimeType };
  } finally {
    await file.close();
  }
}

/** Decodes a file without an end mark. @throws AppError `BAD_USER_INPUT` when it is incomplete. */
async function requireWhole({ parts }: MediaDeps, mediaId: string, format: Format): Promise<void> {
  const source = path.join(parts.folders.staging, mediaId);
  try {
    await parts.renderer.render({ kind: 'check', source, format, isAnimation: false, folder: parts.folders.staging }, { isBulk: false });
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Crashed)) throw error;
    throw new AppError('BAD_USER_INPUT', `The file is broken off: it is no whole ${format}.`, { field: 'file' });
  }
}

/** Removes an upload's file, and the remains of a crash during its upload. */
export async function removeStaging(deps: MediaDeps, mediaId: string): Promise<void> {
  const names = await readdir(deps.parts.folders.staging).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(mediaId))) await rm(stagingFile(deps, name), { force: true });
}

/** Turns a full disk into an error for clients; returns other errors as they are. */
export function asNoRoom(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return Object.assign(new AppError('SUBGRAPH_UNAVAILABLE', 'There is no room for uploads just now.'), { cause: error });
}
