// A collection and its indexes, as every part of the store knows them.
import type { Document } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import type { TextSpec } from '../text/text-index.ts';

export interface IndexField {
  name: string;
  path: string[];
  descending: boolean;
}

export interface Index {
  id: number;
  name: string;
  /** The spec as listIndexes gives it. */
  spec: Document;
  fields: IndexField[];
  descending: boolean[];
  unique: boolean;
  sparse: boolean;
  partial: Filter | undefined;
  expireAfterSeconds: number | undefined;
  /** Only for a text index; its `fields` are those before the text. */
  text: TextSpec | undefined;
  /** The fields that have held an array, by position; never reset. */
  multikey: boolean[];
  /** The top fields of a document that its keys are made of. */
  reads: string[];
}

export interface Collection {
  id: number;
  database: string;
  name: string;
  /** The first is always the one on `_id`. */
  indexes: Index[];
  nextRow: number;
  /** The batch that last changed the collection's definition; older snapshots cannot use it. */
  definedIn: number;
  isDropped: boolean;
}

/** Rows of a collection are numbered from `id * rowsPerCollection` on. */
export const rowsPerCollection = 2 ** 36;

export function namespaceOf(collection: Collection): string {
  return `${collection.database}.${collection.name}`;
}
