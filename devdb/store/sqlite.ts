// Opens the files of a data directory.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Grows with every change of how data is stored; a directory with another number is refused. */
const currentFormat = '1';

const tables = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, db TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (db, name));
  CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS docs (row INTEGER PRIMARY KEY, doc BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS entries (ix INTEGER NOT NULL, key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (ix, key, row)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sessions (id BLOB PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL, reply BLOB, at INTEGER NOT NULL) WITHOUT ROWID;
`;

export interface Files {
  /** The only connection that writes. */
  writer: DatabaseSync;
  openReader(): DatabaseSync;
  close(): void;
}

/**
 * Opens a data directory, which no other process may have open.
 *
 * @throws Error when another process has it, or when its data have another format.
 */
export function openFiles(directory: string): Files {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  keepPrivate(directory);
  const lock = takeLock(directory);
  const file = join(directory, 'devdb.sqlite');
  const writer = new DatabaseSync(file);
  writer.exec(
    'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000; PRAGMA mmap_size = 1073741824',
  );
  writer.exec(tables);
  writer.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('format', ?)").run(currentFormat);
  const format = writer.prepare("SELECT value FROM meta WHERE name = 'format'").get()?.['value'];
  if (format !== currentFormat) {
    writer.close();
    lock.close();
    throw new Error(`devdb: the data in ${directory} have format ${String(format)}, this version reads format ${currentFormat}`);
  }
  return {
    writer,
    openReader() {
      const reader = new DatabaseSync(file, { readOnly: true });
      reader.exec('PRAGMA cache_size = -4096; PRAGMA mmap_size = 1073741824');
      return reader;
    },
    close() {
      writer.close();
      lock.close();
    },
  };
}

/**
 * Restricts the data to the user who runs this, also those of an earlier version. SQLite gives its other files the mode
 * of the first.
 */
function keepPrivate(directory: string): void {
  for (const name of ['devdb.sqlite', 'lock.sqlite']) closeSync(openSync(join(directory, name), 'a', 0o600));
  for (const name of ['devdb.sqlite', 'devdb.sqlite-wal', 'devdb.sqlite-shm', 'lock.sqlite', 'lock.sqlite-journal']) {
    const file = join(directory, name);
    if (existsSync(file)) chmodSync(file, 0o600);
  }
}

/** The operating system drops the lock when the process ends, however it ends. */
function takeLock(directory: string): DatabaseSync {
  const lock = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (at INTEGER); COMMIT; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(`devdb: another process has the data directory ${directory} open`);
  }
  return lock;
}
