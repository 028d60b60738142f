import { type Document, documentOf, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

/** The answer to a command that failed. */
export function errorReply(error: unknown): Document {
  if (!(error instanceof CommandError)) {
    const message = error instanceof Error ? error.message : String(error);
    return documentOf({ ok: 0, errmsg: message, code: 1, codeName: 'InternalError' });
  }
  const reply = documentOf({ ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName });
  for (const [name, value] of error.details) reply.set(name, value as Value);
  if (error.labels.length > 0) reply.set('errorLabels', error.labels);
  return reply;
}
