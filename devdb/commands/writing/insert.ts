import { CommandError, ErrorCode } from '../../errors.ts';
import { encodeDocument } from '../../bson/encode.ts';
import { type Document, documentOf, isDocument, newObjectId, typeOf, type Value } from '../../bson/values.ts';
import { withIdFirst } from '../../update/apply.ts';
import { arrayOption, booleanOption, collectionName, type Command, type CommandContext } from '../context.ts';
import { findOrCreate } from '../namespaces.ts';
import { whenFree } from './when-free.ts';
import { type WriteErrors, writeErrorsOf } from './write-errors.ts';

export const maxDocumentBytes = 16 * 1024 * 1024;

export const insert: Command = {
  options: ['documents', 'ordered', 'bypassDocumentValidation'],
  isAllowedInTransaction: true,
  isRetryable: true,
  async run(context, body) {
    const name = collectionName(body, 'insert');
    const isOrdered = booleanOption(body, 'ordered', true);
    const errors: WriteErrors = writeErrorsOf(context);
    let inserted = 0;
    for (const [i, doc] of arrayOption(body, 'documents').entries()) {
      try {
        const ready = prepareDocument(doc);
        insertNow(context, name, ready);
        inserted++;
      } catch (error) {
        if (await insertedLater(context, { first: error, name, doc, errors, position: i })) inserted++;
        else if (isOrdered) break;
      }
    }
    return errors.addTo(documentOf({ n: inserted, ok: 1 }));
  },
};

interface FailedInsert {
  /** Why the first try failed. */
  first: unknown;
  name: string;
  doc: Value;
  errors: WriteErrors;
  /** The document's position in the command. */
  position: number;
}

/** Most inserts go through at once; one that meets an open transaction's key waits for it. */
async function insertedLater(context: CommandContext, { first, name, doc, errors, position }: FailedInsert): Promise<boolean> {
  let failed = false;
  try {
    await whenFree(() => {
      if (!failed) {
        failed = true;
        throw first;
      }
      insertNow(context, name, prepareDocument(doc));
    });
    return true;
  } catch (error) {
    errors.add(position, error);
    return false;
  }
}

function insertNow(context: CommandContext, name: string, doc: Document): void {
  const bytes = encodeDocument(doc);
  if (bytes.length > maxDocumentBytes)
    throw new CommandError(
      ErrorCode.DocumentTooLarge,
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentBytes}`,
    );
  context.writer.insert(findOrCreate(context, name), doc, bytes);
}

/** Checks what MongoDB refuses to store, and puts `_id` first, made when missing. */
export function prepareDocument(doc: Value): Document {
  if (!isDocument(doc)) throw new CommandError(ErrorCode.TypeMismatch, 'each document to insert must be an object');
  checkStored(doc);
  const first = doc.keys().next().value;
  return first === '_id' ? doc : withIdFirst(doc, newObjectId());
}

export function checkStored(doc: Document): void {
  for (const name of doc.keys())
    if (name.startsWith('$'))
      throw new CommandError(ErrorCode.DollarPrefixedFieldName, `devdb does not store fields that start with '$': '${name}'`);
  const id = doc.get('_id');
  if (id === undefined) return;
  const { alias } = typeOf(id);
  if (alias === 'array' || alias === 'regex') throw new CommandError(53, `The '_id' value cannot be of type ${alias}`);
  if (isDocument(id))
    for (const name of id.keys())
      if (name.startsWith('$'))
        throw new CommandError(
          ErrorCode.DollarPrefixedFieldName,
          `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
        );
}
