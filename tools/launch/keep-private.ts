import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files and folders in a data folder. */
const own = new Set(['demo', 'devdb', 'logs', 'media', 'redis', 'run.json']);

/**
 * Makes a data folder that only this user can enter, and makes files private that this process and its children write
 * from now on. Files of an earlier version are closed once. A folder that also holds other things keeps its own mode.
 */
export function keepPrivate(dataDir: string): void {
  process.umask(0o077);
  mkdirSync(dataDir, { recursive: true });
  if (process.platform === 'win32' || !isOpen(dataDir)) return;
  const names = readdirSync(dataDir);
  for (const name of names.filter((one) => own.has(one))) close(join(dataDir, name));
  if (names.every((name) => own.has(name))) chmodSync(dataDir, 0o700);
}

function isOpen(path: string): boolean {
  return (lstatSync(path).mode & 0o077) !== 0;
}

function close(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink() || found.uid !== process.getuid?.()) return;
  if (isOpen(path)) chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
  if (found.isDirectory()) for (const name of readdirSync(path)) close(join(path, name));
}
