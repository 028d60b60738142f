/** How two services tell whether they have the same revisions of the same things, without showing them to each other. */
import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';

export interface Revised {
  id: string;
  revision: number;
}

/** A number for things and their revisions, whatever their order. */
export function checksumOf(things: readonly Revised[]): string {
  const lines = things.map(({ id, revision }) => `${id} ${revision}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}

/** What of a page of ids is compared. */
export interface PageChecksum {
  count: number;
  /** The last id of the page; null when no page comes after it. */
  last: string | null;
  checksum: string;
}

/** The checksum of the next so many of a collection by their ids, those alone that a filter lets through. */
export async function checksumOfPage<Thing extends { _id: string; revision: number }>(
  model: Model<Thing>,
  { after, first, where = {} }: { after: string | null | undefined; first: number; where?: object },
): Promise<PageChecksum> {
  const page = await model
    .find({ ...where, ...(after != null && { _id: { $gt: after } }) }, { revision: 1 })
    .sort({ _id: 1 })
    .limit(first)
    .lean<{ _id: string; revision: number }[]>();
  return {
    count: page.length,
    last: page.length < first ? null : (page.at(-1)?._id ?? null),
    checksum: checksumOf(page.map(({ _id: id, revision }) => ({ id, revision }))),
  };
}
