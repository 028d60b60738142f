// The rows of recently searched terms, so that a search for a frequent word need not read all of its entries again.
// Every write of entries keeps these lists up to date.
import { rowsPerCollection } from '../store/collection.ts';
import { scoreBytes, scoreOf } from './text-index.ts';

/** The rows that have one term, by score, counted from their collection's first. */
export type TermList = Map<number, number[]>;

export interface TermLists {
  find(index: number, termKey: Uint8Array): TermList | undefined;
  /** Takes a list that was read whole in this turn. */
  keep(index: number, termKey: Uint8Array, list: TermList): void;
  entryAdded(index: number, key: Uint8Array, row: number): void;
  entryRemoved(index: number, key: Uint8Array, row: number): void;
  /** The store went back to an earlier state. */
  clear(): void;
}

/** @param most - How many rows are kept in all, at about 8 bytes each: those of the terms that were searched for last. */
export function createTermLists(most = 2_000_000): TermLists {
  // In the order of their last use.
  const lists = new Map<string, { list: TermList; size: number }>();
  let size = 0;

  function nameOf(index: number, key: Uint8Array, end: number): string {
    return `${index}:${Buffer.from(key.buffer, key.byteOffset, end).toString('latin1')}`;
  }

  function drop(name: string): void {
    size -= lists.get(name)?.size ?? 0;
    lists.delete(name);
  }

  return {
    find(index, termKey) {
      const name = nameOf(index, termKey, termKey.length);
      const kept = lists.get(name);
      if (!kept) return undefined;
      lists.delete(name);
      lists.set(name, kept);
      return kept.list;
    },
    keep(index, termKey, list) {
      const name = nameOf(index, termKey, termKey.length);
      drop(name);
      const rows = [...list.values()].reduce((sum, offsets) => sum + offsets.length, 0);
      // An empty list is worth keeping too.
      lists.set(name, { list, size: rows + 1 });
      size += rows + 1;
      for (const oldest of lists.keys()) {
        if (size <= most) return;
        drop(oldest);
      }
    },
    entryAdded(index, key, row) {
      const kept = lists.get(nameOf(index, key, key.length - scoreBytes));
      if (!kept) return;
      const score = scoreOf(key);
      const offsets = kept.list.get(score);
      if (offsets) offsets.push(row % rowsPerCollection);
      else kept.list.set(score, [row % rowsPerCollection]);
      kept.size++;
      size++;
    },
    entryRemoved(index, key, row) {
      const kept = lists.get(nameOf(index, key, key.length - scoreBytes));
      const offsets = kept?.list.get(scoreOf(key));
      const at = offsets?.indexOf(row % rowsPerCollection) ?? -1;
      if (!kept || at < 0) return;
      offsets!.splice(at, 1);
      kept.size--;
      size--;
    },
    clear() {
      lists.clear();
      size = 0;
    },
  };
}
