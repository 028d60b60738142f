// Snapshots that reads outside transactions name by their time, so that several of them see one state.
import { CommandError, ErrorCode } from '../../errors.ts';
import type { Collection } from '../collection.ts';
import { type Engine, openReader, type Reader } from '../engine.ts';
import { guardView, type View } from '../view.ts';

export interface Snapshot {
  /** The value of the timestamp by which clients name it. */
  time: bigint;
  view: View;
  find(namespace: string): Collection | undefined;
}

export interface Snapshots {
  /** The state of now. */
  take(): Snapshot;
  /** @throws CommandError `SnapshotTooOld` when it is not kept any more, or never was. */
  at(time: bigint): Snapshot;
  /** Lets go of those that nobody has read for a while. */
  sweep(now: number): void;
  close(): void;
}

interface Kept extends Snapshot {
  reader: Reader;
  /** The last batch that it shows. */
  batch: number;
  usedAt: number;
  isOpen: boolean;
}

const keptMs = 60_000;
const maxKept = 16;

export function createSnapshots(engine: Engine): Snapshots {
  /** The oldest first. */
  let kept: Kept[] = [];

  function tooOld(): CommandError {
    return new CommandError(
      ErrorCode.SnapshotTooOld,
      `devdb keeps a snapshot for ${keptMs / 1_000} s after its last use, ${maxKept} at most`,
    );
  }

  function open(): Kept {
    const reader = engine.idleReaders.pop() ?? openReader(engine);
    reader.db.exec('BEGIN; SELECT 1 FROM meta');
    const batch = engine.batch.number - 1;
    const collections = new Map(engine.catalog.collections);
    const now = BigInt(Math.floor(Date.now() / 1_000)) << 32n;
    const last = kept.at(-1)?.time ?? 0n;
    const snapshot: Kept = {
      time: now > last ? now : last + 1n,
      view: guardView(reader.view, () => {
        if (!snapshot.isOpen) throw tooOld();
      }),
      find(namespace) {
        const collection = collections.get(namespace);
        if (collection && (collection.isDropped || collection.definedIn > batch))
          throw new CommandError(
            ErrorCode.SnapshotUnavailable,
            `Unable to read from a snapshot due to pending collection catalog changes: ${namespace}`,
          );
        return collection;
      },
      reader,
      batch,
      usedAt: Date.now(),
      isOpen: true,
    };
    return snapshot;
  }

  function letGo(snapshot: Kept): void {
    kept = kept.filter((each) => each !== snapshot);
    snapshot.isOpen = false;
    snapshot.reader.db.exec('ROLLBACK');
    engine.idleReaders.push(snapshot.reader);
  }

  return {
    take() {
      const last = kept.at(-1);
      if (last?.batch === engine.batch.number - 1) {
        last.usedAt = Date.now();
        return last;
      }
      const snapshot = open();
      kept.push(snapshot);
      if (kept.length > maxKept) letGo(kept[0]!);
      return snapshot;
    },
    at(time) {
      const snapshot = kept.find((each) => each.time === time);
      if (!snapshot) throw tooOld();
      snapshot.usedAt = Date.now();
      return snapshot;
    },
    sweep(now) {
      for (const snapshot of kept) if (now - snapshot.usedAt > keptMs) letGo(snapshot);
    },
    close() {
      for (const snapshot of kept) letGo(snapshot);
    },
  };
}
