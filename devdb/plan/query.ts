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
  /** The top fields of the found documents that the caller reads; all where absent. Others may stay undecoded. */
  reads?: ReadonlySet<string> | undefined;
}

export interface Found extends Row {
  /** Decoded in part where the query names the fields that are read. */
  doc: Document;
  /** Only for a query with `$text`. */
  score?: number;
}
