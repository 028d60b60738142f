/** What stands behind the types of the schema. */
import type { PostAsShown } from './rules/indexing.ts';
import type { SearchPage } from './rules/search.ts';

export type PostMapper = PostAsShown;
export type SearchEdgeMapper = SearchPage['edges'][number];
