/** Settles claims: kept once their holder is there, released when it is not. */
import { z } from 'zod';
import { byIds, isId, shardOf } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { isOfNews } from './of-news.ts';

/** After this time a holder is there, or will never be. */
export const claimLapsesAfterMs = 60 * 60 * 1000;

const query = 'query Attached($id: ID!, $mediaIds: [ID!]!) { _attached(id: $id, mediaIds: $mediaIds) }';
const answerSchema = z.object({ _attached: z.array(z.string()) });

/** Asks the subgraph of the holders whether they hold the media: keeps those claims, and releases the others. */
export async function settleClaims(deps: MediaDeps, attachedTo: string, mediaIds: string[], before: Date): Promise<void> {
  const open = await deps.models.media.find({ ...byIds(mediaIds), attachedTo, claimedAt: { $lte: before } }, { _id: 1 }).lean();
  if (open.length === 0) return;
  const openIds = open.map(({ _id }) => _id);
  const owner = isId(attachedTo, 'usr') ? 'users' : isOfNews({ attachedTo }) ? 'news' : isId(attachedTo, 'msg') ? 'rooms' : 'posts';
  const { _attached } = await deps.ask(owner, { query, variables: { id: attachedTo, mediaIds: openIds } }, answerSchema);
  await confirm(deps, attachedTo, _attached);
  const released = openIds.filter((mediaId) => !_attached.includes(mediaId));
  for (const mediaId of released) await release(deps, { _id: mediaId, attachedTo, claimedAt: { $lte: before } });
}

/** Keeps claims whose holder is there. */
export async function confirm({ models }: MediaDeps, attachedTo: string, mediaIds: readonly string[]): Promise<void> {
  if (mediaIds.length === 0) return;
  const filter = { ...byIds(mediaIds), attachedTo };
  await models.media.updateMany(filter, { $set: { claimedAt: null } });
}

/** Releases a media. Unless something else claims it within a day, it is collected. */
export async function release(
  { models, clock }: MediaDeps,
  where: { _id: string; attachedTo: string; claimedAt: null | { $lte: Date } },
): Promise<void> {
  await models.media.updateOne(
    { ...where, shard: shardOf(where._id) },
    { $set: { attachedTo: null, claimedAt: null, idleSince: clock() }, $inc: { revision: 1 } },
  );
}
