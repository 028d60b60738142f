// The errors of single writes in a command that has many.
import { CommandError } from '../../errors.ts';
import { type Document, documentOf, type Value } from '../../bson/values.ts';
import { MustWait } from '../../store/writer.ts';
import type { CommandContext } from '../context.ts';

export interface WriteErrors {
  /** Notes a write's error; throws it instead when it is the whole command's. */
  add(index: number, error: unknown): void;
  addTo(reply: Document): Document;
}

export function writeErrorsOf(context: CommandContext): WriteErrors {
  const writeErrors: Value[] = [];
  return {
    add(index, error) {
      if (!(error instanceof CommandError) || error instanceof MustWait || error.labels.length > 0) throw error;
      const entry = documentOf({ index, code: error.code });
      for (const [name, value] of error.details) entry.set(name, value as Value);
      entry.set('errmsg', error.message);
      writeErrors.push(entry);
      context.transaction?.abort();
    },
    addTo(reply) {
      if (writeErrors.length > 0) reply.set('writeErrors', writeErrors);
      return reply;
    },
  };
}
