// Entries of several ranges of one index: one range after the other, or merged into one order.
import type { Index } from '../store/collection.ts';
import type { Entry, View } from '../store/view.ts';
import type { ScanRange } from './plan.ts';

/** The next entry; `expected` says how many more will be wanted, so that not too many are read. */
export type NextEntry = (expected: number) => Entry | undefined;

const maxFirstOfOne = 8;
const maxChunk = 1000;

export function sequentialEntries(view: View, index: Index, ranges: readonly ScanRange[]): NextEntry {
  let at = 0;
  let current: NextEntry | undefined;
  return (expected) => {
    while (at < ranges.length) {
      current ??= rangeEntries(view, index, ranges[at]!, expected);
      const entry = current(expected);
      if (entry) return entry;
      current = undefined;
      at++;
    }
    return undefined;
  };
}

function rangeEntries(view: View, index: Index, range: ScanRange, firstChunk: number): NextEntry {
  if (range.isUniqueKey) {
    const rows = view.holders(index.id, range.from);
    return () => {
      const row = rows.pop();
      return row === undefined ? undefined : { key: range.from, row };
    };
  }
  let size = Math.max(2, Math.min(firstChunk, maxChunk));
  let chunk = view.entries(index.id, range, undefined, size);
  let at = 0;
  return () => {
    while (at >= chunk.items.length) {
      if (!chunk.next) return undefined;
      size = Math.min(size * 2, maxChunk);
      chunk = view.entries(index.id, range, chunk.next, size);
      at = 0;
    }
    return chunk.items[at++];
  };
}

interface Stream {
  next: NextEntry;
  head: Entry;
  mergeFrom: number;
}

/** A heap of the ranges' first entries, ordered by the part of the key that the sort is about. */
export function mergedEntries(view: View, index: Index, ranges: readonly ScanRange[]): NextEntry {
  const sign = ranges[0]?.reverse ? -1 : 1;
  const heap: Stream[] = [];
  let isStarted = false;

  function isBefore(a: Stream, b: Stream): boolean {
    return Buffer.compare(a.head.key.subarray(a.mergeFrom), b.head.key.subarray(b.mergeFrom)) * sign < 0;
  }

  function sink(from: number): void {
    let at = from;
    for (;;) {
      const left = at * 2 + 1;
      let least = at;
      if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left;
      if (left + 1 < heap.length && isBefore(heap[left + 1]!, heap[least]!)) least = left + 1;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }

  function start(expected: number): void {
    isStarted = true;
    // Most of many ranges contribute their first entry at best.
    const share = Math.min(maxFirstOfOne, Math.ceil((2 * expected) / ranges.length));
    for (const range of ranges) {
      const next = rangeEntries(view, index, range, share);
      const head = next(share);
      if (head) heap.push({ next, head, mergeFrom: range.mergeFrom });
    }
    for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(i);
  }

  return (expected) => {
    if (!isStarted) start(expected);
    const top = heap[0];
    if (!top) return undefined;
    const entry = top.head;
    const next = top.next(expected);
    if (next) top.head = next;
    else {
      const last = heap.pop()!;
      if (heap.length > 0 && last !== top) heap[0] = last;
    }
    sink(0);
    return entry;
  };
}
