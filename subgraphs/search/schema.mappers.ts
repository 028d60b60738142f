/** What stands behind the types of the schema. */
import type { PostAsShown } from './rules/indexing.ts';

export type PostMapper = PostAsShown;
