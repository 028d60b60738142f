import { badInput } from '#lib/core/errors.ts';
import { isId } from '#lib/db/ids.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { MessageRecord } from '../model.ts';
import { findMessage, noSuchMessage } from '../reading/may.ts';
import { isMasked } from '../reading/shown.ts';

/** A message that the viewer may read. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND` naming `field`. */
export async function requireMessage(reading: Reading, messageId: string, field: string): Promise<MessageRecord> {
  requireViewer(reading.viewerId);
  if (!isId(messageId, 'msg')) throw badInput(field, `${field} is no id of a message.`);
  const message = await findMessage(reading, messageId);
  if (!message) throw noSuchMessage(field);
  return message;
}

/** Such a one that does not stand masked for the viewer. @throws AppError likewise. */
export async function requireShownMessage(reading: Reading, messageId: string, field: string): Promise<MessageRecord> {
  const message = await requireMessage(reading, messageId, field);
  if (await isMasked(reading, message)) throw noSuchMessage(field);
  return message;
}
