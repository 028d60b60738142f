/** Idempotency keys: for a day, the same key of one owner gives the thing that was made with it. */
import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import { AppError, badInput } from '../core/errors.ts';
import { shardOf } from './ids.ts';

const field = 'input.idempotencyKey';
const lifetimeMs = 24 * 60 * 60 * 1000;
const maxLength = 128;

/** `_id`: `<ownerId>/<key>`. A record also names the thing that was made. */
export interface KeyRecord {
  _id: string;
  shard: number;
  inputHash: string;
  expiresAt: Date;
}

/** One use of a key. */
export interface KeyUse {
  ownerId: string;
  key: string;
  /** The values that must be equal in a repeat. */
  input: readonly unknown[];
}

/** The collection of a subgraph's keys. */
interface Keys<Made> {
  findOne: (filter: { _id: string; shard: number; expiresAt: { $gt: Date } }) => { lean: () => PromiseLike<(KeyRecord & Made) | null> };
  updateOne: (filter: { _id: string; shard: number }, update: { $set: object }, options: { upsert: true }) => PromiseLike<unknown>;
}

interface KeyDeps<Made> {
  keys: Keys<Made>;
  clock: () => Date;
}

/** @param made - The name of the field that holds the id of the thing that was made. */
export function keySchema<Record extends KeyRecord>(collection: string, made: string): Schema<Record> {
  const text = { type: String, required: true };
  const expiresAt = { type: Date, required: true };
  const fields = { _id: String, shard: { type: Number, required: true }, inputHash: text, [made]: text, expiresAt };
  const schema = new Schema(fields, { collection, versionKey: false });
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  return schema as Schema<Record>;
}

/** @throws AppError `BAD_USER_INPUT` unless the key, where one is given, has 1 to 128 characters. */
export function checkKey(key: string | null | undefined): void {
  if (key != null && (key === '' || key.length > maxLength)) throw badInput(field, `An idempotency key has 1 to ${maxLength} characters.`);
}

/**
 * Finds what the owner has made with a key; null for nothing.
 *
 * @param noun - The thing that is made, for the message.
 * @throws AppError `CONFLICT` when it was made from other input.
 */
export async function findKey<Made>({ keys, clock }: KeyDeps<Made>, use: KeyUse, noun: string): Promise<(KeyRecord & Made) | null> {
  const known = await keys.findOne({ ...placeOf(use), expiresAt: { $gt: clock() } }).lean();
  if (known && known.inputHash !== hash(use)) throw new AppError('CONFLICT', `This key was used for another ${noun}.`, { field });
  return known;
}

/** Keeps what was made with a key, in the surrounding transaction. */
export async function keepKey<Made extends object>({ keys, clock }: KeyDeps<Made>, use: KeyUse, made: NoInfer<Made>): Promise<void> {
  const expiresAt = new Date(clock().getTime() + lifetimeMs);
  await keys.updateOne(placeOf(use), { $set: { ...made, inputHash: hash(use), expiresAt } }, { upsert: true });
}

/** The filter of all keys of one owner. */
export function keysOf(ownerId: string): { _id: { $gte: string; $lt: string }; shard: number } {
  return { _id: { $gte: `${ownerId}/`, $lt: `${ownerId}0` }, shard: shardOf(ownerId) };
}

function placeOf({ ownerId, key }: KeyUse): { _id: string; shard: number } {
  return { _id: `${ownerId}/${key}`, shard: shardOf(ownerId) };
}

function hash({ input }: KeyUse): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('base64url');
}
