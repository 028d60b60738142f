/** The idempotency keys of rooms and messages: the same key of a person within a day gives the same thing. */
import { AppError } from '#lib/core/errors.ts';
import { byId, isId } from '#lib/db/ids.ts';
import { findKey, keepKey, type KeyUse } from '#lib/db/idempotency-keys.ts';
import type { RoomsDeps } from '../deps.ts';
import type { MessageRecord, RoomRecord } from '../model.ts';

/** The room that was made with a key; null for none, or no key. @throws AppError `CONFLICT` for other input, `NOT_FOUND` when it is deleted. */
export async function findMadeRoom(deps: RoomsDeps, use: KeyUse | null): Promise<RoomRecord | null> {
  const madeId = await findMadeId(deps, use, 'rom');
  return madeId === null ? null : orGone(await deps.models.rooms.findOne(byId(madeId)).lean());
}

/** The message that was made with a key, likewise. */
export async function findMadeMessage(deps: RoomsDeps, use: KeyUse | null): Promise<MessageRecord | null> {
  const madeId = await findMadeId(deps, use, 'msg');
  return madeId === null ? null : orGone(await deps.models.messages.findOne(byId(madeId)).lean());
}

/** Keeps what was made with a key, if there is one, in the surrounding transaction. */
export async function keepMadeId({ models, clock }: RoomsDeps, use: KeyUse | null, madeId: string): Promise<void> {
  if (use) await keepKey({ keys: models.roomKeys, clock }, use, { madeId });
}

async function findMadeId({ models, clock }: RoomsDeps, use: KeyUse | null, prefix: 'rom' | 'msg'): Promise<string | null> {
  const noun = prefix === 'rom' ? 'room' : 'message';
  const known = use && (await findKey<{ madeId: string }>({ keys: models.roomKeys, clock }, use, noun));
  if (!known) return null;
  if (!isId(known.madeId, prefix))
    throw new AppError('CONFLICT', `This key was not used for a ${noun}.`, { field: 'input.idempotencyKey' });
  return known.madeId;
}

function orGone<Made>(made: Made | null): Made {
  if (made === null) throw new AppError('NOT_FOUND', 'What was made with this key is deleted.', { field: 'input.idempotencyKey' });
  return made;
}
