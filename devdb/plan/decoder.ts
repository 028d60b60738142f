import { decodeDocument } from '../bson/decode.ts';
import { fieldDecoder } from '../bson/raw.ts';
import type { Document } from '../bson/values.ts';
import { topFieldsOf } from '../query/filter.ts';
import type { Query } from './query.ts';

/** Reads as much of documents as a query looks at. */
export function decoderOf({ filter, sort, reads }: Query): (bytes: Uint8Array) => Document {
  const fields = reads && topFieldsOf(filter);
  if (!fields) return (bytes) => decodeDocument(bytes);
  return fieldDecoder(new Set([...reads, ...fields, ...sort.map(({ path }) => path[0]!)]));
}
