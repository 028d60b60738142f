import type { Document, Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import type { Row } from '../store/view.ts';
import type { TextSearch } from '../text/text-query.ts';
import type { SortField } from './plan.ts';

export interface Query {
  filter: Filter;
  sort: SortField[];
  skip: number;
  limit: number | undefined;
  hint: Value | undefined;
  /** The `$text` that stands beside the filter. */
  text?: TextSearch;
  /** Whether the best match comes first, before the sort's fields. */
  sortsByScore?: boolean;
  /** Whether those who ask want bytes alone: then only what filter and sort look at is decoded. */
  wantsBytes?: boolean;
}

export interface Found extends Row {
  /** Of a query that wants bytes alone, with some of its fields. */
  doc: Document;
  /** Of a query with `$text`. */
  score?: number;
}
