/** The receipts of deleted accounts. */
import { Schema } from 'mongoose';
import { moment, number } from '#lib/db/fields.ts';
import { optionsOf } from './options.ts';

/** Every subgraph that stores data of accounts. */
export const keepers = ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms'] as const;
export type Keeper = (typeof keepers)[number];

/** The receipt of a deleted account: when each subgraph had erased its part. `_id` is the user's. */
export interface ErasureRecord {
  _id: string;
  shard: number;
  requestedAt: Date;
  erasedAt: Partial<Record<Keeper, Date>>;
  completedAt: Date | null;
}

export function erasureSchema(): Schema<ErasureRecord> {
  const schema = new Schema<ErasureRecord>(
    {
      _id: String,
      shard: number,
      requestedAt: moment,
      erasedAt: { type: Schema.Types.Mixed, default: {} },
      completedAt: { type: Date, default: null },
    },
    optionsOf('erasures'),
  );
  schema.index({ completedAt: 1, requestedAt: 1 });
  return schema;
}
