/** How two services tell whether they hold the same of the same things, without showing them to each other. */
import { createHash } from 'node:crypto';

/** A thing with what of it is compared: the same on both sides where they hold the same. */
export interface Held {
  id: string;
  content: unknown;
}

/** A number for things and what is held of them, whatever their order. */
export function checksumOf(things: readonly Held[]): string {
  const lines = things.map(({ id, content }) => `${id} ${JSON.stringify(content)}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}

/** The compared facts of a page of ids. */
export interface PageChecksum {
  count: number;
  /** The last id of the page; null when no page comes after it. */
  last: string | null;
  checksum: string;
}

/** The checksum of a page of objects in the order of their ids; `first` of them were asked for. */
export function checksumOfPage<Thing extends { _id: string }>(
  page: readonly Thing[],
  first: number,
  contentOf: (thing: Thing) => unknown,
): PageChecksum {
  return {
    count: page.length,
    last: page.length < first ? null : (page.at(-1)?._id ?? null),
    checksum: checksumOf(page.map((thing) => ({ id: thing._id, content: contentOf(thing) }))),
  };
}
