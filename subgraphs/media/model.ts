/** What media stores. Every document carries the shard of its owner. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type KeyRecord, keySchema } from '#lib/db/idempotency-keys.ts';
import { modelOf } from '#lib/db/models.ts';
import type { Kind } from './formats/format.ts';

export type Size = 'THUMB' | 'SMALL' | 'MEDIUM' | 'LARGE' | 'ORIGINAL';
export type RenditionFormat = 'JPEG' | 'WEBP' | 'AVIF' | 'PNG' | 'MP4' | 'WEBM';

export interface RenditionRecord {
  size: Size;
  format: RenditionFormat;
  /** Its file's name within the media's folder. */
  file: string;
  width: number;
  height: number;
  bytes: number;
}

/**
 * RECEIVING: its bytes are still to come, and nobody sees it. PROCESSING, READY, FAILED: as clients know them. DELETED: nobody
 * sees it any more; the record stays until its files are gone for sure.
 */
export type State = 'RECEIVING' | 'PROCESSING' | 'READY' | 'FAILED' | 'DELETED';

export interface MediaRecord {
  _id: string;
  shard: number;
  ownerId: string;
  state: State;
  kind: Kind;
  /** What a person can read, when FAILED. */
  failure: string | null;
  altText: string;
  width: number | null;
  height: number | null;
  /** Of what was uploaded. */
  bytes: number;
  mimeType: string;
  /** What is counted for it in its owner's quota; absent in records of an earlier version, until they are counted. */
  countedBytes?: number;
  /** A thumbhash, base64. */
  placeholder: string | null;
  /** The unguessable part of its files' addresses. */
  key: string;
  /** Whether the file that was uploaded is still kept, for renditions to come. */
  hasSource: boolean;
  renditions: RenditionRecord[];
  /** How many are made so far, while PROCESSING: they are listed once all of the first are there. */
  doneCount: number;
  /** How many renditions there are or will be; null until that is known. */
  expected: number | null;
  /** The post, or the user for an avatar, that it belongs to; null while it belongs to nothing. */
  attachedTo: string | null;
  /** When it was claimed by what has not been seen to exist yet; null once it has. */
  claimedAt: Date | null;
  /** Since when it has belonged to nothing; null while it belongs to something. */
  idleSince: Date | null;
  /** When its bytes must have come, while RECEIVING. */
  expiresAt: Date | null;
  /** What it was made from by `ditherMedia`. */
  ditheredFromId: string | null;
  levels: number | null;
  /** How often a child process ended or hung over it. */
  crashes: number;
  createdAt: Date;
  /** Grows with each write that others learn of. */
  revision: number;
}

const text = { type: String, required: true } as const;
const optionalText = { type: String, default: null } as const;
const optionalNumber = { type: Number, default: null } as const;
const optionalDate = { type: Date, default: null } as const;

const renditionSchema = new Schema<RenditionRecord>(
  {
    size: text,
    format: text,
    file: text,
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    bytes: { type: Number, required: true },
  },
  { _id: false },
);

const mediaSchema = new Schema<MediaRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    ownerId: text,
    state: text,
    kind: text,
    failure: optionalText,
    altText: { type: String, default: '' },
    width: optionalNumber,
    height: optionalNumber,
    bytes: { type: Number, required: true },
    mimeType: text,
    countedBytes: Number,
    placeholder: optionalText,
    key: text,
    hasSource: { type: Boolean, required: true },
    renditions: { type: [renditionSchema], required: true },
    doneCount: { type: Number, default: 0 },
    expected: optionalNumber,
    attachedTo: optionalText,
    claimedAt: optionalDate,
    idleSince: optionalDate,
    expiresAt: optionalDate,
    ditheredFromId: optionalText,
    levels: optionalNumber,
    crashes: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    revision: { type: Number, required: true },
  },
  { collection: 'media', versionKey: false },
);
mediaSchema.index({ ownerId: 1, createdAt: -1, _id: -1 });
mediaSchema.index({ ownerId: 1, state: 1 }, { partialFilterExpression: { state: 'PROCESSING' } });
mediaSchema.index({ attachedTo: 1 }, { partialFilterExpression: { attachedTo: { $type: 'string' } } });
mediaSchema.index({ idleSince: 1 }, { partialFilterExpression: { idleSince: { $type: 'date' } } });
mediaSchema.index({ expiresAt: 1 }, { partialFilterExpression: { expiresAt: { $type: 'date' } } });

/** An idempotency key of an owner and the upload that was begun with it. */
export interface UploadKeyRecord extends KeyRecord {
  mediaId: string;
}

const uploadKeySchema = keySchema<UploadKeyRecord>('upload_keys', 'mediaId');

/** What the reconciler found and has not set right yet. `_id`: the media's. */
export interface OrphanRecord {
  _id: string;
  kind: 'files without a record' | 'record without its files' | 'unfinished';
  foundAt: Date;
}

const orphanSchema = new Schema<OrphanRecord>(
  { _id: String, kind: text, foundAt: { type: Date, required: true } },
  { collection: 'orphans', versionKey: false },
);

/** What an account's media takes of its quota. `_id`: the owner's. */
export interface StorageUseRecord {
  _id: string;
  shard: number;
  usedBytes: number;
  fileCount: number;
}

const storageUseSchema = new Schema<StorageUseRecord>(
  {
    _id: String,
    shard: { type: Number, required: true },
    usedBytes: { type: Number, required: true },
    fileCount: { type: Number, required: true },
  },
  { collection: 'storage_use', versionKey: false },
);

/** An account whose files are served to nobody. `_id`: the owner's. */
export interface HiddenOwnerRecord {
  _id: string;
  shard: number;
  why: 'suspended' | 'deleted';
}

const hiddenOwnerSchema = new Schema<HiddenOwnerRecord>(
  { _id: String, shard: { type: Number, required: true }, why: text },
  { collection: 'hidden_owners', versionKey: false },
);

export interface Models {
  media: Model<MediaRecord>;
  storageUse: Model<StorageUseRecord>;
  hiddenOwners: Model<HiddenOwnerRecord>;
  orphans: Model<OrphanRecord>;
  uploadKeys: Model<UploadKeyRecord>;
}

/** The models of one connection. */
export function createModels(connection: Connection): Models {
  return {
    media: modelOf(connection, 'Media', mediaSchema),
    storageUse: modelOf(connection, 'StorageUse', storageUseSchema),
    hiddenOwners: modelOf(connection, 'HiddenOwner', hiddenOwnerSchema),
    orphans: modelOf(connection, 'Orphan', orphanSchema),
    uploadKeys: modelOf(connection, 'UploadKey', uploadKeySchema),
  };
}
