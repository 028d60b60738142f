/** The documents of media. Every document carries the shard of its owner. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type KeyRecord, keySchema } from '#lib/db/idempotency-keys.ts';
import { anyDate, anyText } from '#lib/db/fields.ts';
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
 * RECEIVING: its bytes have not come, and no client sees it. PROCESSING, READY, FAILED: as clients see them. DELETED:
 * no client sees it any more; the record stays until its files are certainly gone.
 */
export type State = 'RECEIVING' | 'PROCESSING' | 'READY' | 'FAILED' | 'DELETED';

export interface MediaRecord {
  _id: string;
  shard: number;
  ownerId: string;
  state: State;
  kind: Kind;
  /** The reason for people, when FAILED. */
  failure: string | null;
  altText: string;
  width: number | null;
  height: number | null;
  /** The size of the upload. */
  bytes: number;
  mimeType: string;
  /** The bytes counted in its owner's quota; absent in records of an earlier version until they are counted. */
  countedBytes?: number;
  /** A thumbhash, base64. */
  placeholder: string | null;
  /** The unguessable part of its files' addresses. */
  key: string;
  /** Whether the file that was uploaded is still kept, for renditions to come. */
  hasSource: boolean;
  renditions: RenditionRecord[];
  /** The number of renditions made, while PROCESSING; they are listed once all of the first are there. */
  doneCount: number;
  /** The final number of renditions; null until it is known. */
  expected: number | null;
  /** The post, or the user for an avatar, that it belongs to; null while it belongs to nothing. */
  attachedTo: string | null;
  /** When an unsettled claim was made; null once its holder is known to exist. */
  claimedAt: Date | null;
  /** The moment since which it has belonged to nothing; null while it belongs to something. */
  idleSince: Date | null;
  /** The deadline for its bytes, while RECEIVING. */
  expiresAt: Date | null;
  /** The media that `ditherMedia` made it from. */
  ditheredFromId: string | null;
  levels: number | null;
  /** How often a child process crashed or hung over it. */
  crashes: number;
  createdAt: Date;
  /** Grows with each write that causes an event. */
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
mediaSchema.index({ attachedTo: 1 }, { name: 'attached', partialFilterExpression: { attachedTo: anyText } });
mediaSchema.index({ idleSince: 1 }, { name: 'idle', partialFilterExpression: { idleSince: anyDate } });
mediaSchema.index({ expiresAt: 1 }, { name: 'awaited', partialFilterExpression: { expiresAt: anyDate } });

/** An idempotency key of an owner and the upload that was begun with it. */
export interface UploadKeyRecord extends KeyRecord {
  mediaId: string;
}

const uploadKeySchema = keySchema<UploadKeyRecord>('upload_keys', 'mediaId');

/** An inconsistency that the reconciler found and has not repaired yet. `_id`: the media's. */
export interface OrphanRecord {
  _id: string;
  kind: 'files without a record' | 'record without its files' | 'unfinished';
  foundAt: Date;
}

const orphanSchema = new Schema<OrphanRecord>(
  { _id: String, kind: text, foundAt: { type: Date, required: true } },
  { collection: 'orphans', versionKey: false },
);

/** The part of its quota that an account's media takes. `_id`: the owner's. */
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

/** An account whose files are hidden. `_id`: the owner's. */
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
