// The plan of a query: the ranges of an index that it scans, and whether they come in the order asked for.
import type { Index } from '../store/collection.ts';
import type { KeyRange } from '../store/view.ts';

export interface SortField {
  name: string;
  path: string[];
  descending: boolean;
}

export interface ScanRange extends KeyRange {
  /** The offset of the key's part by which ranges are merged. */
  mergeFrom: number;
  /** Whether `from` is a whole key of a unique index, which one row has at most. */
  isUniqueKey: boolean;
}

export type Plan =
  | { kind: 'collection' }
  | { kind: 'index'; index: Index; ranges: ScanRange[]; isSorted: boolean; mayRepeat: boolean }
  | { kind: 'union'; plans: Plan[] };
