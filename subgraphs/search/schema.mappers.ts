/** The objects behind the types of the schema. */
import type { PostAsShown } from './indexing/indexing.ts';
import type { SearchPage } from './finding/search.ts';

export type PostMapper = PostAsShown;
export type SearchEdgeMapper = SearchPage['edges'][number];
