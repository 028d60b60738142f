/** What readers mark articles with. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';

/** A like or a bookmark. `_id`: of a like `<articleId>/<userId>`, on the article's shard; of a bookmark `<userId>/<articleId>`, on the user's. */
export interface MarkRecord {
  _id: string;
  shard: number;
  articleId: string;
  userId: string;
  createdAt: Date;
}

function markSchema(collection: string): Schema<MarkRecord> {
  const schema = new Schema<MarkRecord>(
    { _id: String, shard: number, articleId: text, userId: text, createdAt: moment },
    { collection, versionKey: false },
  );
  schema.index({ articleId: 1 });
  schema.index({ userId: 1, createdAt: -1, articleId: -1 });
  return schema;
}

export const likeSchema = markSchema('article_likes');
export const bookmarkSchema = markSchema('article_bookmarks');
