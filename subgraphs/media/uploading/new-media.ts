import { byId } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import type { MediaRecord } from '../model.ts';

const keyBytes = 15;
/** How long the bytes may take to come. */
export const receiveWithinMs = 60 * 60 * 1000;

/** A media whose bytes are still to come. */
export function newMedia(
  deps: MediaDeps,
  given: Pick<MediaRecord, 'ownerId' | 'altText' | 'kind' | 'mimeType' | 'bytes'> & Partial<MediaRecord>,
): MediaRecord {
  const { ownerId } = given;
  const now = deps.clock();
  return {
    ...byId(deps.newId('med', ownerId)),
    state: 'RECEIVING',
    failure: null,
    width: null,
    height: null,
    placeholder: null,
    key: Buffer.from(deps.random(keyBytes)).toString('base64url'),
    countedBytes: 0,
    hasSource: false,
    renditions: [],
    doneCount: 0,
    expected: null,
    attachedTo: null,
    claimedAt: null,
    idleSince: null,
    expiresAt: new Date(now.getTime() + receiveWithinMs),
    ditheredFromId: null,
    levels: null,
    crashes: 0,
    createdAt: now,
    revision: 1,
    ...given,
  };
}
