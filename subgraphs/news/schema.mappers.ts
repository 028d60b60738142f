/** The objects behind the types of the schema. */
import type { ArticleRecord, ArticleTextRecord, EventRecord } from './model.ts';

export type ArticleMapper = ArticleRecord;
export type ArticleRevisionMapper = ArticleTextRecord;
export type EventMapper = EventRecord;
export type ViewerMapper = { id: string };
