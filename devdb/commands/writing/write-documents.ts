// Changes the documents a query finds, each by itself: outside transactions every single change is atomic.
import { CommandError, ErrorCode } from '../../errors.ts';
import { areEqual } from '../../bson/compare.ts';
import { decodeDocument } from '../../bson/decode.ts';
import { encodeDocument } from '../../bson/encode.ts';
import { type Document, inspect } from '../../bson/values.ts';
import type { Found, Query } from '../../plan/query.ts';
import { runQuery } from '../../plan/run-query.ts';
import { matches } from '../../query/match.ts';
import type { Collection } from '../../store/collection.ts';
import { applyUpdate } from '../../update/apply.ts';
import type { Update } from '../../update/parse.ts';
import { MustWait } from '../../store/writer.ts';
import type { CommandContext } from '../context.ts';
import { checkStored, maxDocumentBytes } from './insert.ts';
import { whenFree } from './when-free.ts';

export interface Changed {
  before: Document;
  /** Equal to `before` when the update changed nothing; `undefined` when the document was removed. */
  after: Document | undefined;
  isModified: boolean;
}

export interface Change {
  collection: Collection;
  query: Query;
  /** Absent where the documents are removed. */
  update?: Update | undefined;
}

/**
 * Updates or removes what the query finds, up to its limit.
 *
 * Waits for a document that an open transaction has written. If it then no longer matches and only one was asked for,
 * the query starts again.
 */
export async function changeDocuments(context: CommandContext, change: Change): Promise<Changed[]> {
  const { collection, query } = change;
  const changes: Changed[] = [];
  const seen = new Set<number>();
  let isRestarted = true;
  while (isRestarted) {
    isRestarted = false;
    for await (const chunk of runQuery(context, { collection, query, firstChunk: query.limit ?? 1000 })) {
      for (const found of chunk) {
        if (seen.has(found.row)) continue;
        const changed = await changeOne(context, change, found);
        if (changed) {
          seen.add(found.row);
          changes.push(changed);
        } else if (query.limit !== undefined) isRestarted = true;
      }
    }
  }
  return changes;
}

async function changeOne(context: CommandContext, change: Change, found: Found): Promise<Changed | undefined> {
  const attempt = (): Changed | undefined => {
    const bytes = context.view.document(found.row);
    if (!bytes) return undefined;
    const isSame = Buffer.compare(bytes, found.bytes) === 0;
    const before = isSame ? found.doc : decodeDocument(bytes);
    if (!isSame && !matches(change.query.filter, before)) return undefined;
    return writeChange(context, change, { row: found.row, bytes, doc: before });
  };
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof MustWait)) throw error;
    await error.transaction.ended;
    return whenFree(attempt);
  }
}

function writeChange(context: CommandContext, { collection, query, update }: Change, { row, bytes, doc: before }: Found): Changed {
  if (!update) {
    context.writer.remove(collection, row, before);
    return { before, after: undefined, isModified: true };
  }
  const after = applyUpdate(update, before, { filter: query.filter, isInsert: false });
  checkId(before, after);
  checkStored(after);
  context.engine.observer?.replaced(collection, before, after);
  const encoded = encodeDocument(after);
  const replacement = { collection, row, before, after, bytes: encoded };
  if (Buffer.compare(encoded, bytes) === 0) {
    // In a transaction even a change to the same value claims the document.
    if (context.transaction) context.writer.replace(replacement);
    return { before, after, isModified: false };
  }
  if (encoded.length > maxDocumentBytes)
    throw new CommandError(17419, `Resulting document after update is larger than ${maxDocumentBytes}`);
  context.writer.replace(replacement);
  return { before, after, isModified: true };
}

function checkId(before: Document, after: Document): void {
  const id = before.get('_id')!;
  const next = after.get('_id');
  if (next !== undefined && areEqual(id, next)) return;
  throw new CommandError(
    ErrorCode.ImmutableField,
    `Performing an update on the path '_id' would modify the immutable field '_id': ${inspect(id)} to ${inspect(next)}`,
  );
}
