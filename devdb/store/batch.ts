// Group commit: all writes of one turn of the event loop share one transaction of the store.
import type { DatabaseSync } from 'node:sqlite';

export interface Batch {
  /** The number of the open batch, or of the next one. Committed batches have lower numbers. */
  readonly number: number;
  readonly isOpen: boolean;
  /** Makes sure that a batch is open; it is committed at the end of this turn. */
  begin(): void;
  /** Calls back once everything written so far is committed, with the error when it could not be. */
  settled(callback: (error?: Error) => void): void;
  /** Commits now what is open. */
  flush(): void;
  /** A write failed half way: nothing of the open batch is kept, and everything that waits for it fails. */
  fail(error: Error): void;
}

export interface BatchHooks {
  beforeCommit(): void;
  afterCommit(): void;
  /** The store went back to the last commit: whatever memory holds of later writes is wrong. */
  rolledBack(): void;
}

export function createBatch(db: DatabaseSync, hooks: BatchHooks): Batch {
  let number = 1;
  let isOpen = false;
  let doomed: Error | undefined;
  let waiting: ((error?: Error) => void)[] = [];
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');

  function flush(): void {
    if (!isOpen) return;
    let failure: Error | undefined;
    try {
      if (doomed) throw doomed;
      hooks.beforeCommit();
      commit.run();
    } catch (error) {
      failure = error as Error;
      if (db.isTransaction) rollback.run();
    }
    isOpen = false;
    doomed = undefined;
    number++;
    const callbacks = waiting;
    waiting = [];
    if (failure) hooks.rolledBack();
    else hooks.afterCommit();
    for (const callback of callbacks) callback(failure);
  }

  return {
    get number() {
      return number;
    },
    get isOpen() {
      return isOpen;
    },
    begin() {
      if (isOpen) return;
      begin.run();
      isOpen = true;
      setImmediate(flush);
    },
    settled(callback) {
      if (isOpen) waiting.push(callback);
      else callback();
    },
    flush,
    fail(error) {
      doomed ??= error;
    },
  };
}
