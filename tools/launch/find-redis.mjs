/** Finds the Redis server of this machine. Plain JavaScript: the bootstrap uses it before anything is installed. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['redis-server', 'valkey-server'];
const usualFolders = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', '/opt/homebrew/opt/redis/bin', '/opt/homebrew/opt/valkey/bin'];

/**
 * @param {string} path
 * @returns {boolean}
 */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of redis-server or valkey-server; null when neither is installed.
 *
 * @returns {string | null}
 */
export function findRedis() {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), ...usualFolders];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isExecutable) ?? null;
}
