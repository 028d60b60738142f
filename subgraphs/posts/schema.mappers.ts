/** What stands behind the types of the schema. */
import type { PostRecord } from './model.ts';
import type { NewPost } from './rules/new-posts.ts';

export type PostMapper = PostRecord;
export type UserMapper = { id: string };
export type NewPostEventMapper = NewPost;
