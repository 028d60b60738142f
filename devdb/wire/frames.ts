// MongoDB's wire messages: what comes in as OP_MSG or OP_QUERY, and what goes out.
import { ByteWriter } from '../bson/byte-writer.ts';
import { decodeDocument, documentLength } from '../bson/decode.ts';
import { writeDocument } from '../bson/encode.ts';
import type { Document, Value } from '../bson/values.ts';

export const maxMessageBytes = 48_000_000;
const headerBytes = 16;
const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;

export interface Request {
  id: number;
  kind: 'msg' | 'query';
  body: Document;
  /** Whether the client waits for an answer. */
  wantsReply: boolean;
}

/** A message that breaks the protocol: nothing after it can be trusted, so the connection is closed. */
export class BadFrame extends Error {}

export interface Frame {
  id: number;
  code: number;
  /** The bytes after the header. */
  content: Buffer;
}

/** Takes whole frames out of a stream of bytes. */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let pieces: Buffer[] = [];
  let held = 0;
  let needed = headerBytes;
  return (bytes) => {
    pieces.push(bytes);
    held += bytes.length;
    if (held < needed) return [];
    let buffer = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, held);
    const frames: Frame[] = [];
    needed = headerBytes;
    while (buffer.length >= headerBytes) {
      const length = buffer.readInt32LE(0);
      if (length < headerBytes || length > maxMessageBytes) throw new BadFrame(`message of ${length} bytes`);
      needed = length;
      if (buffer.length < length) break;
      frames.push({ id: buffer.readInt32LE(4), code: buffer.readInt32LE(12), content: buffer.subarray(headerBytes, length) });
      buffer = buffer.subarray(length);
      needed = headerBytes;
    }
    pieces = buffer.length > 0 ? [buffer] : [];
    held = buffer.length;
    return frames;
  };
}

/**
 * @throws BadFrame for a message that is not understood.
 * @throws CommandError for BSON that is malformed or has a type that is not served; the frame's id can be answered.
 */
export function parseRequest({ id, code, content }: Frame): Request {
  if (code === opMsg) return parseMessage(id, content);
  if (code === opQuery) return parseQuery(id, content);
  throw new BadFrame(`devdb does not serve wire operation ${code}`);
}

function parseMessage(id: number, content: Buffer): Request {
  if (content.length < 5) throw new BadFrame('message too short');
  const flags = content.readUInt32LE(0);
  if ((flags & 0xffff & ~(checksumPresent | moreToCome)) !== 0 || flags >>> 17 !== 0) throw new BadFrame(`unknown flags ${flags}`);
  const end = content.length - (flags & checksumPresent ? 4 : 0);
  let body: Document | undefined;
  const sequences: [string, Value[]][] = [];
  for (let at = 4; at < end; ) {
    const kind = content[at++];
    if (kind === 0) {
      const length = documentLength(content, at, end);
      if (body) throw new BadFrame('two bodies');
      body = decodeDocument(content.subarray(at, at + length));
      at += length;
    } else if (kind === 1) {
      const { name, documents, next } = parseSequence(content, at, end);
      sequences.push([name, documents]);
      at = next;
    } else throw new BadFrame(`unknown section ${kind}`);
  }
  if (!body) throw new BadFrame('no body');
  for (const [name, documents] of sequences) body.set(name, documents);
  return { id, kind: 'msg', body, wantsReply: (flags & moreToCome) === 0 };
}

function parseSequence(content: Buffer, start: number, limit: number): { name: string; documents: Value[]; next: number } {
  if (start + 5 > limit) throw new BadFrame('section too short');
  const end = start + content.readInt32LE(start);
  const zero = content.indexOf(0, start + 4);
  if (end > limit || zero < 0 || zero >= end) throw new BadFrame('section does not fit');
  const documents: Value[] = [];
  for (let at = zero + 1; at < end; ) {
    const length = documentLength(content, at, end);
    documents.push(decodeDocument(content.subarray(at, at + length)));
    at += length;
  }
  return { name: content.toString('utf8', start + 4, zero), documents, next: end };
}

function parseQuery(id: number, content: Buffer): Request {
  const zero = content.indexOf(0, 4);
  if (zero < 0 || zero + 9 > content.length) throw new BadFrame('query too short');
  const body = decodeDocument(content.subarray(zero + 9, zero + 9 + documentLength(content, zero + 9, content.length)));
  const collection = content.toString('utf8', 4, zero);
  if (!collection.endsWith('.$cmd')) throw new BadFrame('devdb serves no OP_QUERY but commands');
  body.set('$db', collection.slice(0, -5));
  return { id, kind: 'query', body, wantsReply: true };
}

let nextId = 1;

export function encodeReply(request: { id: number; kind: 'msg' | 'query' }, reply: Document): Buffer {
  const writer = new ByteWriter(512);
  writer.int32(0);
  writer.int32((nextId = (nextId + 1) & 0x7fffffff));
  writer.int32(request.id);
  if (request.kind === 'msg') {
    writer.int32(opMsg);
    writer.int32(0);
    writer.byte(0);
  } else {
    writer.int32(opReply);
    writer.int32(8);
    writer.int64(0n);
    writer.int32(0);
    writer.int32(1);
  }
  writeDocument(writer, reply);
  writer.buffer.writeInt32LE(writer.length, 0);
  return writer.buffer.subarray(0, writer.length);
}
