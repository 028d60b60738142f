/** Stored articles, their texts, and the names under which they are found. */
import { Schema } from 'mongoose';
import { moment, number, text } from '#lib/db/fields.ts';

export const statuses = ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'ARCHIVED'] as const;
export type Status = (typeof statuses)[number];

export interface ArticleRecord {
  _id: string;
  shard: number;
  slug: string;
  /** Null once the author's account is deleted. */
  authorId: string | null;
  title: string;
  description: string;
  /** The revision whose text is the present one. */
  textRevision: number;
  tags: string[];
  /** Its media, in order. */
  imageIds: string[];
  status: Status;
  /** When it is published by itself; null unless SCHEDULED. */
  publishAt: Date | null;
  /** When it was published for the first time; null before. */
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  likeCount: number;
  /** Grows with each save. */
  revision: number;
  /** Grows with each write that others are told of: publishing by time is no save. */
  version: number;
}

export const articleSchema = new Schema<ArticleRecord>(
  {
    _id: String,
    shard: number,
    slug: text,
    authorId: { type: String, default: null },
    title: text,
    description: { type: String, default: '' },
    textRevision: number,
    tags: { type: [String], default: [] },
    imageIds: { type: [String], default: [] },
    status: text,
    publishAt: { type: Date, default: null },
    publishedAt: { type: Date, default: null },
    createdAt: moment,
    updatedAt: moment,
    likeCount: { type: Number, default: 0 },
    revision: number,
    version: number,
  },
  { collection: 'articles', versionKey: false },
);
articleSchema.index({ status: 1, publishedAt: -1, _id: -1 });
articleSchema.index({ tags: 1, status: 1, publishedAt: -1, _id: -1 });
articleSchema.index({ status: 1, createdAt: -1, _id: -1 });
articleSchema.index({ tags: 1, status: 1, createdAt: -1, _id: -1 });
articleSchema.index({ authorId: 1, status: 1, createdAt: -1, _id: -1 });
articleSchema.index({ status: 1, publishAt: 1, _id: 1 });
articleSchema.index({ status: 1, _id: 1 });

/** A text that was saved. `_id`: `<articleId>/<revision>`. */
export interface ArticleTextRecord {
  _id: string;
  shard: number;
  articleId: string;
  /** The revision of the article that it was saved with. */
  revision: number;
  title: string;
  body: string;
  bodyHtml: string;
  /** Null once that account is deleted. */
  savedBy: string | null;
  savedAt: Date;
}

export const articleTextSchema = new Schema<ArticleTextRecord>(
  {
    _id: String,
    shard: number,
    articleId: text,
    revision: number,
    title: text,
    body: { type: String, default: '' },
    bodyHtml: { type: String, default: '' },
    savedBy: { type: String, default: null },
    savedAt: moment,
  },
  { collection: 'article_texts', versionKey: false },
);
articleTextSchema.index({ articleId: 1, savedAt: -1, _id: -1 });
articleTextSchema.index({ savedBy: 1 });
