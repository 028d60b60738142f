/** The keys under which calendars of one person are read: the user's id, and what only this Agora can make of it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { byId } from '#lib/db/ids.ts';
import { isHidden } from '#lib/relations/may-see.ts';
import type { NewsDeps } from '../deps.ts';

const macBytes = 24;

/** The address of a user's calendar. */
export async function calendarUrl(deps: NewsDeps, userId: string): Promise<string> {
  return urlOf(deps, userId, await generationOf(deps, userId));
}

/** Makes a new address for a user's calendar. The one before answers 404 from then on. */
export async function renewCalendarUrl(deps: NewsDeps, userId: string): Promise<string> {
  const { generation } = await deps.transaction(
    async () =>
      await deps.models.calendars
        .findOneAndUpdate(byId(userId), { $inc: { generation: 1 } }, { upsert: true, returnDocument: 'after' })
        .lean(),
  );
  return urlOf(deps, userId, generation);
}

/** The user whose calendar a key opens; null for a key that is wrong or was renewed, and for accounts that are gone or suspended. It takes as long for each. */
export async function findCalendarOwner(deps: NewsDeps, key: string): Promise<string | null> {
  const userId = `usr_${key.slice(0, -textLength)}`;
  const generation = await generationOf(deps, userId);
  const restriction = await deps.models.restrictions.findOne(byId(userId)).lean();
  const given = Buffer.from(key.slice(-textLength), 'base64url');
  const isRight = given.length === macBytes && timingSafeEqual(given, macOf(deps, userId, generation));
  return isRight && !(restriction && isHidden(restriction)) ? userId : null;
}

const textLength = (macBytes * 4) / 3;

async function generationOf({ models }: NewsDeps, userId: string): Promise<number> {
  return (await models.calendars.findOne(byId(userId)).lean())?.generation ?? 0;
}

function urlOf(deps: NewsDeps, userId: string, generation: number): string {
  const key = userId.slice('usr_'.length) + macOf(deps, userId, generation).toString('base64url');
  return `${deps.config.AGORA_PUBLIC_URL}/calendar/${key}.ics`;
}

function macOf({ config }: NewsDeps, userId: string, generation: number): Buffer {
  return createHmac('sha256', config.AGORA_IDENTITY_SECRET)
    .update(JSON.stringify(['calendar', userId, generation]))
    .digest()
    .subarray(0, macBytes);
}
