// Open cursors: what a client has still to fetch of an answer.
import { randomBytes } from 'node:crypto';
import { CommandError, ErrorCode } from '../../errors.ts';
import { encodeDocument } from '../../bson/encode.ts';
import { type Document, documentOf, type RawDocument } from '../../bson/values.ts';
import type { Transaction } from '../../store/transactions/open-transaction.ts';

export interface Cursor {
  id: bigint;
  namespace: string;
  chunks: AsyncIterator<(RawDocument | Document)[]>;
  waiting: (RawDocument | Document)[];
  isOver: boolean;
  /** The number of further documents that its limit allows. */
  left: number;
  transaction: Transaction | undefined;
  usedAt: number;
}

export interface Cursors {
  /** The answer's first batch; the cursor stays open when more may come. */
  open(options: OpenOptions): Promise<Document>;
  more(id: bigint, namespace: string, batchSize: number | undefined, transaction: Transaction | undefined): Promise<Document>;
  close(id: bigint): boolean;
  sweep(now: number): void;
}

export interface OpenOptions {
  namespace: string;
  chunks: AsyncIterable<(RawDocument | Document)[]>;
  batchSize: number;
  limit: number | undefined;
  isSingleBatch: boolean;
  transaction: Transaction | undefined;
}

const maxBatchBytes = 16 * 1024 * 1024;
const idleMs = 10 * 60_000;

export function createCursors(): Cursors {
  const cursors = new Map<bigint, Cursor>();

  function drop(cursor: Cursor): void {
    cursors.delete(cursor.id);
    cursor.waiting = [];
    void cursor.chunks.return?.();
  }

  return {
    async open({ namespace, chunks, batchSize, limit, isSingleBatch, transaction }) {
      const id = randomBytes(8).readBigUInt64BE() >> 2n || 1n;
      const cursor: Cursor = {
        id,
        namespace,
        chunks: chunks[Symbol.asyncIterator](),
        waiting: [],
        isOver: false,
        left: limit ?? Number.POSITIVE_INFINITY,
        transaction,
        usedAt: Date.now(),
      };
      const firstBatch = batchSize === 0 ? [] : await take(cursor, batchSize);
      const isOpen = !cursor.isOver && !isSingleBatch;
      if (isOpen) cursors.set(id, cursor);
      else drop(cursor);
      return documentOf({ cursor: documentOf({ firstBatch, id: isOpen ? id : 0n, ns: namespace }), ok: 1 });
    },
    async more(id, namespace, batchSize, transaction) {
      const cursor = cursors.get(id);
      if (!cursor) throw new CommandError(ErrorCode.CursorNotFound, `cursor id ${id} not found`);
      if (cursor.namespace !== namespace)
        throw new CommandError(
          13,
          `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
        );
      if (cursor.transaction !== transaction)
        throw new CommandError(50738, `Cannot run getMore on cursor ${id}, which was created in another transaction or outside one`);
      cursor.usedAt = Date.now();
      const nextBatch = await take(cursor, batchSize || Number.POSITIVE_INFINITY);
      if (cursor.isOver) drop(cursor);
      return documentOf({ cursor: documentOf({ nextBatch, id: cursor.isOver ? 0n : id, ns: namespace }), ok: 1 });
    },
    close(id) {
      const cursor = cursors.get(id);
      if (cursor) drop(cursor);
      return cursor !== undefined;
    },
    sweep(now) {
      for (const cursor of cursors.values())
        if (now - cursor.usedAt > idleMs || (cursor.transaction && !cursor.transaction.isOpen)) drop(cursor);
    },
  };
}

/** At least one document when there is one, and at most 16 MiB of them. */
async function take(cursor: Cursor, count: number): Promise<RawDocument[]> {
  const batch: RawDocument[] = [];
  let bytes = 0;
  const most = Math.min(count, cursor.left);
  while (batch.length < most) {
    if (cursor.waiting.length === 0) {
      const { value, done } = await cursor.chunks.next();
      if (done) {
        cursor.isOver = true;
        break;
      }
      cursor.waiting = value;
    }
    let used = 0;
    for (; used < cursor.waiting.length && batch.length < most; used++) {
      const next = cursor.waiting[used]!;
      const raw = next instanceof Uint8Array ? next : encodeDocument(next);
      if (batch.length > 0 && bytes + raw.length > maxBatchBytes) {
        cursor.waiting = cursor.waiting.slice(used);
        cursor.left -= batch.length;
        return batch;
      }
      bytes += raw.length;
      batch.push(raw);
    }
    cursor.waiting = used === cursor.waiting.length ? [] : cursor.waiting.slice(used);
  }
  cursor.left -= batch.length;
  if (cursor.left <= 0) cursor.isOver = true;
  return batch;
}
