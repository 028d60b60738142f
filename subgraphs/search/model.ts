/**
 * The collections of search: the index, and the replica that decides who may see an entry. A search asks all shards; the `_id`
 * of an entry decides its shard.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import { anyText } from '#lib/db/fields.ts';
import { modelOf } from '#lib/db/models.ts';
import { followingModel, type FollowRecord } from '#lib/relations/follows.ts';
import type { Published } from '#lib/relations/may-see.ts';
import { type RelationModels, relationModels } from '#lib/relations/replica.ts';

export type Kind = 'POST' | 'USER' | 'ARTICLE' | 'EVENT';

/** Whether it is an article or event. Those in the index are for everybody: only their authors are hidden, by news. */
export function isNews(kind: Kind): boolean {
  return kind === 'ARTICLE' || kind === 'EVENT';
}

/** One findable object in one generation of the index. `_id`: `<generation>/<its id>`. */
export interface EntryRecord extends Published {
  _id: string;
  generation: number;
  kind: Kind;
  /** The id of the post, user, article or event. */
  ref: string;
  /** The owner's revision: an older one never replaces a newer. */
  revision: number;
  /** Of a user the display name, of an article or event its title; empty for a post. */
  title: string;
  text: string;
  /** The language by which its words are stemmed. */
  language: string;
  /**
   * By what it is found, each once: the stems of its words, letters two by two of scripts without spaces, emoji; `#tag`, `@<id>` of whom it
   * mentions, `by:<id>` of its author, `has:media`.
   */
  terms: string[];
  /** Of the terms as they were written: a comparison sees by it whether they are still these. */
  termsChecksum: string;
  /** The number of its words, repeats included. */
  wordCount: number;
  /** The share of different words among its words, 0 to 1. */
  variety: number;
  /** Its words in their order, for phrases; absent in an index of an older format until it is rebuilt. */
  spoken?: string;
  hashtags: string[];
  hasMedia: boolean;
  /** Of a user: when the account was made. */
  publishedAt: Date;
  editedAt: Date | null;
  /** Of a user: in small letters. */
  username: string | null;
  /** Whether it is public and its author is neither private nor hidden. Only then are its tags counted. */
  isOpen: boolean;
  /** When it was indexed. */
  indexedAt: Date;
  /** There when it is gone: kept for a while, so that what was read before does not bring it back. */
  goneAt: Date | null;
}

const text = { type: String, default: '' } as const;
const moment = { type: Date, required: true } as const;
const goneForSeconds = 86_400;

const entrySchema = new Schema<EntryRecord>(
  {
    _id: String,
    generation: { type: Number, required: true },
    kind: { type: String, required: true },
    ref: { type: String, required: true },
    revision: { type: Number, required: true },
    title: text,
    text,
    language: { type: String, default: 'none' },
    terms: { type: [String], default: [] },
    termsChecksum: text,
    wordCount: { type: Number, default: 0 },
    variety: { type: Number, default: 1 },
    spoken: String,
    authorId: { type: String, required: true },
    visibility: { type: String, required: true },
    mentionIds: { type: [String], default: [] },
    hashtags: { type: [String], default: [] },
    hasMedia: { type: Boolean, default: false },
    publishedAt: moment,
    editedAt: { type: Date, default: null },
    username: { type: String, default: null },
    isOpen: { type: Boolean, default: false },
    indexedAt: moment,
    goneAt: { type: Date, default: null },
  },
  { collection: 'entries', versionKey: false },
);
/** Public entries by each of their terms, newest first: a search reads as far as it needs, and no closed entry. */
entrySchema.index({ generation: 1, kind: 1, isOpen: 1, terms: 1, publishedAt: -1 }, { name: 'found' });
entrySchema.index({ generation: 1, kind: 1, isOpen: 1, publishedAt: -1 });
/** The other entries, by author and by mentioned user. */
entrySchema.index(
  { generation: 1, authorId: 1, terms: 1, publishedAt: -1 },
  { name: 'closed', partialFilterExpression: { isOpen: false } },
);
entrySchema.index(
  { generation: 1, mentionIds: 1, publishedAt: -1 },
  { name: 'mentioned', partialFilterExpression: { visibility: 'MENTIONED' } },
);
entrySchema.index({ authorId: 1, generation: 1, publishedAt: -1 });
entrySchema.index({ generation: 1, username: 1 }, { name: 'named', partialFilterExpression: { username: anyText } });
entrySchema.index({ goneAt: 1 }, { expireAfterSeconds: goneForSeconds, partialFilterExpression: { goneAt: { $type: 'date' } } });

/** A suggested user or tag. `_id`: `USER/<id>`, or `TAG/<generation>/<name>`, because each generation counts its own tags. */
export interface SuggestionRecord {
  _id: string;
  kind: 'USER' | 'TAG';
  /** The user's id, the tag's name. */
  ref: string;
  /** Null for users. */
  generation: number | null;
  /** The prefixes of its names, up to a length; empty for a hidden user. */
  prefixes: string[];
  /** The number of the user's followers, or of public posts with the tag. */
  weight: number;
  /** Whether a user has closed posts. It stays true after the last of them is deleted. */
  hasClosed?: boolean;
}

const suggestionSchema = new Schema<SuggestionRecord>(
  {
    _id: String,
    kind: { type: String, required: true },
    ref: { type: String, required: true },
    generation: { type: Number, default: null },
    prefixes: { type: [String], default: [] },
    weight: { type: Number, default: 0 },
    hasClosed: Boolean,
  },
  { collection: 'suggestions', versionKey: false },
);
suggestionSchema.index({ kind: 1, prefixes: 1, weight: -1, _id: 1 });

/** An author's last public use of a tag: one document for each tag and author. `_id`: `<tag>/<authorId>`. */
export interface TagUseRecord {
  _id: string;
  tag: string;
  authorId: string;
  postId: string;
  at: Date;
}

/** The time that trends look back. */
export const trendSeconds = 86_400;

const tagUseSchema = new Schema<TagUseRecord>(
  {
    _id: String,
    tag: { type: String, required: true },
    authorId: { type: String, required: true },
    postId: { type: String, required: true },
    at: moment,
  },
  { collection: 'tag_uses', versionKey: false },
);
tagUseSchema.index({ at: 1 }, { expireAfterSeconds: trendSeconds });
tagUseSchema.index({ postId: 1 });
tagUseSchema.index({ authorId: 1 });

/** Grows with every change that makes existing entries wrong. */
export const entryFormat = 8;

/** The lists of findable things that their owners give. */
export type OwnerName = 'users' | 'posts' | 'articles' | 'events';

/** The active generation, and the one under construction. One document, `_id: 'index'`. */
export interface IndexStateRecord {
  _id: string;
  active: number;
  building: number | null;
  /** When the active generation began to answer; absent for the first. */
  switchedAt?: Date;
  /** The `entryFormat` of the active generation. One of an older format is rebuilt. */
  format?: number;
  /** The last id of each owner that the generation under construction has. */
  readTo?: Partial<Record<OwnerName, string>>;
  /** The last id of each owner that this round has compared with the active generation. */
  checkedTo?: Partial<Record<OwnerName, string>>;
}

const placesOfOwners = { users: String, posts: String, articles: String, events: String };

const stateSchema = new Schema<IndexStateRecord>(
  {
    _id: String,
    active: { type: Number, required: true },
    building: { type: Number, default: null },
    switchedAt: Date,
    format: Number,
    readTo: placesOfOwners,
    checkedTo: placesOfOwners,
  },
  { collection: 'index_state', versionKey: false },
);

export interface Models extends RelationModels {
  entries: Model<EntryRecord>;
  suggestions: Model<SuggestionRecord>;
  tagUses: Model<TagUseRecord>;
  following: Model<FollowRecord>;
  indexState: Model<IndexStateRecord>;
}

/** The collections of search on a connection. */
export function createModels(connection: Connection): Models {
  return {
    ...relationModels(connection),
    entries: modelOf(connection, 'Entry', entrySchema),
    suggestions: modelOf(connection, 'Suggestion', suggestionSchema),
    tagUses: modelOf(connection, 'TagUse', tagUseSchema),
    following: followingModel(connection),
    indexState: modelOf(connection, 'IndexState', stateSchema),
  };
}
