// Runs a plan: gives the rows it leads to, in chunks that grow.
import type { Collection } from '../store/collection.ts';
import type { Row, View } from '../store/view.ts';
import { mergedEntries, sequentialEntries } from './merge.ts';
import type { Plan } from './plan.ts';

/** The number of keys and documents that were read, for `explain`. */
export interface ScanCounts {
  keys: number;
  documents: number;
}

/** Gives up to `wanted` more rows; an empty answer is the end. */
export type Scan = (wanted: number) => Row[];

export function startScan(view: View, collection: Collection, plan: Plan, counts: ScanCounts): Scan {
  switch (plan.kind) {
    case 'collection':
      return scanCollection(view, collection, counts);
    case 'index':
      return scanIndex(view, plan, counts);
    case 'union':
      return scanUnion(view, collection, plan.plans, counts);
  }
}

function scanCollection(view: View, collection: Collection, counts: ScanCounts): Scan {
  let after: Row | undefined;
  let isOver = false;
  return (wanted) => {
    while (!isOver) {
      const chunk = view.rows(collection.id, after, wanted);
      after = chunk.next && { row: chunk.next.row, bytes: chunk.next.bytes.subarray(0, 0) };
      isOver = after === undefined;
      counts.documents += chunk.items.length;
      if (chunk.items.length > 0) return chunk.items;
    }
    return [];
  };
}

function scanIndex(view: View, plan: Plan & { kind: 'index' }, counts: ScanCounts): Scan {
  const entries =
    plan.isSorted && plan.ranges.length > 1
      ? mergedEntries(view, plan.index, plan.ranges)
      : sequentialEntries(view, plan.index, plan.ranges);
  const seen = plan.mayRepeat ? new Set<number>() : undefined;
  return (wanted) => {
    const rows: Row[] = [];
    while (rows.length < wanted) {
      const entry = entries(wanted);
      if (!entry) break;
      counts.keys++;
      if (seen?.has(entry.row)) continue;
      seen?.add(entry.row);
      const bytes = view.document(entry.row);
      if (!bytes) continue;
      counts.documents++;
      rows.push({ row: entry.row, bytes });
    }
    return rows;
  };
}

function scanUnion(view: View, collection: Collection, plans: readonly Plan[], counts: ScanCounts): Scan {
  const scans = plans.map((plan) => startScan(view, collection, plan, counts));
  const seen = new Set<number>();
  return (wanted) => {
    while (scans.length > 0) {
      const found = scans[0]!(wanted);
      if (found.length === 0) scans.shift();
      const fresh = found.filter(({ row }) => !seen.has(row));
      for (const { row } of fresh) seen.add(row);
      if (fresh.length > 0) return fresh;
    }
    return [];
  };
}
