/** Documents as lines of canonical extended JSON, each of which gives back the same bytes of BSON. */
import { createHash } from 'node:crypto';
import { deserialize, EJSON, serialize } from 'bson';
import type mongoose from 'mongoose';

/** A file is written and documents are inserted in pieces of about this size. */
export const pieceBytes = 4_000_000;
const batchSize = 1_000;

/**
 * The lines of a collection, ordered by `_id`.
 *
 * @throws Error that names a document which extended JSON cannot give back as it is.
 */
export async function* readLines(collection: mongoose.mongo.Collection): AsyncGenerator<string, void, void> {
  const cursor = collection.find({}, { raw: true, sort: { _id: 1 }, batchSize });
  for await (const bytes of cursor as AsyncIterable<unknown>) yield toLine(bytes as Uint8Array, collection.namespace);
}

/** The document of a line; its numbers keep their types. */
export function fromLine(line: string): mongoose.mongo.Document {
  return EJSON.parse(line, { relaxed: false }) as mongoose.mongo.Document;
}

function toLine(bytes: Uint8Array, namespace: string): string {
  const document = deserialize(bytes, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
  const line = EJSON.stringify(document, { relaxed: false });
  if (Buffer.compare(serialize(fromLine(line)), bytes) !== 0)
    throw new Error(`${namespace} holds a document that extended JSON cannot give back as it is: ${line.slice(0, 120)}`);
  return line;
}

/** How many lines there were, and the SHA-256 of them all, each with its end. */
export interface Digest {
  documents: number;
  sha256: string;
}

/** Joins lines into pieces of text, and tells their digest once all have gone through. */
export async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string, Digest, void> {
  const hash = createHash('sha256');
  let documents = 0;
  let piece = '';
  for await (const line of lines) {
    documents += 1;
    piece += `${line}\n`;
    if (piece.length < pieceBytes) continue;
    hash.update(piece);
    yield piece;
    piece = '';
  }
  if (piece !== '') {
    hash.update(piece);
    yield piece;
  }
  return { documents, sha256: hash.digest('hex') };
}

/** The digest of lines. */
export async function digest(lines: AsyncIterable<string>): Promise<Digest> {
  const pieces = inPieces(lines);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value;
  }
}
