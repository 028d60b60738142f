import type { Document } from '../bson/values.ts';
import type { Collection, Index } from '../store/collection.ts';

/** Is told of what the store does. */
export interface Observer {
  indexBuilt: (collection: Collection, index: Index) => void;
  replaced: (collection: Collection, before: Document, after: Document) => void;
  /** A transaction with these writes commits: each with the document as it is then, or as it was before its removal. */
  committed: (writes: readonly { collection: Collection; bytes: Uint8Array }[]) => void;
}
