/** The objects behind the types of the schema. */
import type { MediaRecord } from './model.ts';

export type MediaMapper = MediaRecord;
export type UserMapper = { id: string; avatarId?: string | null };
export type ViewerMapper = { id: string };
export type PostMapper = { id: string; mediaIds: string[] };
export type ArticleMapper = { id: string; imageIds: string[] };
export type MessageMapper = { id: string; mediaIds: string[] };
export type EventMapper = { id: string; imageIds: string[] };
