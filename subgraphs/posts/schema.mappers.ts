/** The objects behind the types of the schema. */
import type { DraftRecord, PostRecord } from './model.ts';
import type { NewPost } from './live/new-posts.ts';
import type { PostChange } from './live/post-changes.ts';

export type PostMapper = PostRecord | DraftRecord;
export type UserMapper = { id: string };
export type ViewerMapper = { id: string };
export type NewPostEventMapper = NewPost;
export type PostChangeMapper = PostChange;
