import { decodeDocument } from '../bson/decode.ts';
import { encodeKey, KeyType } from '../bson/key.ts';
import type { Collection, Index } from './collection.ts';
import type { Engine } from './engine.ts';
import { createPlainWriter, MustWait } from './writer.ts';
import type { Writer } from './transactions/open-transaction.ts';

const chunkEntries = 200;

/**
 * Removes expired documents of TTL indexes. A document that an open transaction has written is left for the next sweep.
 */
export async function sweepExpired(engine: Engine, now: number): Promise<void> {
  const writer = createPlainWriter(engine);
  for (const collection of [...engine.catalog.collections.values()]) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== undefined)
        await sweepIndex(engine, { writer, collection, index, before: new Date(now - index.expireAfterSeconds * 1000) });
    }
  }
}

interface Sweep {
  writer: Writer;
  collection: Collection;
  index: Index;
  before: Date;
}

async function sweepIndex(engine: Engine, { writer, collection, index, before }: Sweep): Promise<void> {
  const edge = encodeKey(before, index.descending[0]);
  const range = index.descending[0]
    ? { from: edge, to: Buffer.of(0xff - KeyType.date + 1), reverse: false }
    : { from: Buffer.of(KeyType.date), to: edge, reverse: false };
  let chunk = engine.view.entries(index.id, range, undefined, chunkEntries);
  for (;;) {
    for (const { row } of chunk.items) {
      const bytes = engine.view.document(row);
      if (bytes) removeUnlessBusy(writer, collection, row, bytes);
    }
    if (!chunk.next) return;
    await new Promise((resolve) => setImmediate(resolve));
    chunk = engine.view.entries(index.id, range, chunk.next, chunkEntries);
  }
}

function removeUnlessBusy(writer: Writer, collection: Collection, row: number, bytes: Uint8Array): void {
  try {
    writer.remove(collection, row, decodeDocument(bytes));
  } catch (error) {
    if (!(error instanceof MustWait)) throw error;
  }
}
