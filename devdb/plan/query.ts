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
  /** Whether the caller wants only bytes: then only the fields of filter and sort are decoded. */
  wantsBytes?: boolean;
}

export interface Found extends Row {
  /** Decoded in part where the query wants only bytes. */
  doc: Document;
  /** Only for a query with `$text`. */
  score?: number;
}
