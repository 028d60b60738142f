import { badInput } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import { upserting } from '#lib/db/queries/upserting.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { DirectMessages } from '../model.ts';

export interface RoomSettings {
  directMessagesFrom?: DirectMessages | null | undefined;
}

/** Changes the viewer's settings for rooms. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`. */
export async function updateRoomSettings({ deps, viewerId }: Reading, { directMessagesFrom }: RoomSettings): Promise<boolean> {
  const userId = requireViewer(viewerId);
  if (directMessagesFrom === null) throw badInput('directMessagesFrom', 'directMessagesFrom cannot be null.');
  if (directMessagesFrom !== undefined)
    await upserting(() => deps.models.accounts.updateOne(byId(userId), { $set: { directMessagesFrom } }, { upsert: true }));
  return true;
}
