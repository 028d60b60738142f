/**
 * Claims media before the post or user that holds it is written; `settle-claims.ts` keeps or releases the claim later.
 */
import { byId, isId } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { checkClaim } from './check-claim.ts';
import type { MediaRecord } from '../model.ts';
import { claimLapsesAfterMs, settleClaims } from './settle-claims.ts';

export interface Claim {
  ownerId: string;
  mediaIds: string[];
  /** The id of a post or an article, or a user's for an avatar. */
  attachedTo: string;
}

/** The reason of a refused claim, and the media that it concerns. */
export interface ClaimRefusal {
  code: 'BAD_USER_INPUT' | 'NOT_FOUND' | 'CONFLICT';
  message: string;
  index: number;
}

/** Longer than the holder takes to be written. A claim without its holder can then be taken over. */
const writtenWithinMs = 15_000;

class Refused extends Error {
  readonly refusal: ClaimRefusal;

  constructor(refusal: ClaimRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Claims all of the media or none. @returns Null, or the reason of the refusal. */
export async function claim(deps: MediaDeps, { ownerId, mediaIds, attachedTo }: Claim): Promise<ClaimRefusal | null> {
  await releaseUnwritten(deps, mediaIds, attachedTo);
  const claimedAt = deps.clock();
  try {
    await deps.transaction(async () => {
      for (const [index, mediaId] of mediaIds.entries()) {
        const media = await deps.models.media.findOne({ ...byId(mediaId), ownerId }).lean();
        checkClaimable(media, { attachedTo, index });
        if (media?.attachedTo === attachedTo) continue;
        await deps.models.media.updateOne(byId(mediaId), { $set: { attachedTo, claimedAt, idleSince: null }, $inc: { revision: 1 } });
      }
      const runAt = new Date(claimedAt.getTime() + claimLapsesAfterMs);
      await deps.enqueue(checkClaim, { attachedTo, mediaIds }, { id: `check-claim/${attachedTo}/${claimedAt.getTime()}`, runAt });
    });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function checkClaimable(media: MediaRecord | null, { attachedTo, index }: { attachedTo: string; index: number }): void {
  const refuse = (code: ClaimRefusal['code'], message: string): never => {
    throw new Refused({ code, message, index });
  };
  if (!media || media.state === 'RECEIVING' || media.state === 'DELETED') return refuse('NOT_FOUND', 'There is no such media.');
  if (media.state === 'FAILED') refuse('BAD_USER_INPUT', 'This media failed: it cannot be shown.');
  if (isId(attachedTo, 'usr') && media.kind === 'VIDEO') refuse('BAD_USER_INPUT', 'A video cannot be an avatar.');
  if (media.attachedTo !== null && media.attachedTo !== attachedTo) refuse('CONFLICT', 'This media belongs to something else already.');
}

/** Frees media whose holder was not written: the client tries again. */
async function releaseUnwritten(deps: MediaDeps, mediaIds: string[], attachedTo: string): Promise<void> {
  const before = new Date(deps.clock().getTime() - writtenWithinMs);
  for (const mediaId of mediaIds) {
    const media = await deps.models.media.findOne({ ...byId(mediaId), claimedAt: { $lt: before } }).lean();
    if (media?.attachedTo != null && media.attachedTo !== attachedTo) await settleClaims(deps, media.attachedTo, [mediaId], before);
  }
}
