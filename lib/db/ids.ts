/**
 * Ids: `<prefix>_<ULID>`, sortable by creation. Sixteen of a ULID's random bits name the shard of its owner, so that on a
 * sharded cluster an object is found by its own id and by its owner's alike on one shard. Every stored document carries
 * those bits in `shard`, and every query carries them too: `byId`, `byIds`, `byOwner`.
 */
import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const values = new Map([...alphabet].map((letter, value) => [letter, BigInt(value)]));

export const idPrefixes = ['usr', 'ses', 'pst', 'med', 'dev', 'ntf', 'rom', 'msg', 'art', 'evt', 'env'] as const;
export type IdPrefix = (typeof idPrefixes)[number];

/** Random bytes, passed in so that tests can fix them. */
export type Random = (bytes: number) => Uint8Array;

function encode(value: bigint): string {
  let text = '';
  for (let rest = value, i = 0; i < 26; i++, rest >>= 5n) text = alphabet[Number(rest & 31n)] + text;
  return text;
}

function decode(ulid: string): bigint {
  let value = 0n;
  for (const letter of ulid) value = (value << 5n) | (values.get(letter) ?? 0n);
  return value;
}

function hash16(value: bigint): number {
  return createHash('sha256').update(value.toString()).digest().readUInt16BE(0);
}

/**
 * Makes an id.
 *
 * @param ownerId - The user that the object belongs to; without one (a user itself) the shard follows from the id's other bits.
 */
export function createId(prefix: IdPrefix, now: Date, random: Random, ownerId?: string): string {
  const noise = Buffer.from(random(8));
  const high = (BigInt(now.getTime()) << 64n) | noise.readBigUInt64BE();
  const shard = ownerId === undefined ? hash16(high) : shardOf(ownerId);
  return `${prefix}_${encode((high << 16n) | BigInt(shard))}`;
}

/** The shard that an object and all that its owner owns lie on: 0 to 65535. */
export function shardOf(id: string): number {
  return Number(decode(id.slice(-4)) & 0xffffn);
}

const anyId = new RegExp(`(?<![a-z])(?:${idPrefixes.join('|')})_[0-7][0-9A-HJKMNP-TV-Z]{25}`);

/** The shard that the first id in a text names: what is named after an object lies beside it. Any, but always the same, where there is none. */
export function shardNamedIn(text: string): number {
  const [id] = anyId.exec(text) ?? [];
  return id === undefined ? createHash('sha256').update(text).digest().readUInt16BE(0) : shardOf(id);
}

/** The moment in which an id was made. */
export function madeAt(id: string): Date {
  return new Date(Number(decode(id.slice(-26)) >> 80n));
}

/** Whether a text has the form of an id of that kind; says nothing about whether the object exists. */
export function isId(text: string, prefix: IdPrefix): boolean {
  return text.startsWith(`${prefix}_`) && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text.slice(prefix.length + 1));
}

/** The prefix of an id, or null for a text that is none. */
export function prefixOf(id: string): IdPrefix | null {
  return idPrefixes.find((prefix) => isId(id, prefix)) ?? null;
}

/** The filter that finds one object on its shard. */
export function byId(id: string): { _id: string; shard: number } {
  return { _id: id, shard: shardOf(id) };
}

/** The filter that finds objects by their ids, on their shards only. */
export function byIds(ids: readonly string[]): { _id: { $in: string[] }; shard: { $in: number[] } } {
  return { _id: { $in: [...ids] }, shard: { $in: [...new Set(ids.map(shardOf))] } };
}
