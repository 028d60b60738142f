import { fileURLToPath } from 'node:url';
import { readRun } from './run-file.ts';

/** The addresses of the stores: those of the environment, or those of the running launcher. */
export function findStores(): Record<string, string | undefined> {
  const dataDir = process.env['AGORA_DATA_DIR'] || fileURLToPath(new URL('../../.data', import.meta.url));
  const run = readRun(dataDir);
  const { MONGODB_URI = run?.mongodb, REDIS_URL = run?.redis } = process.env;
  if (MONGODB_URI === undefined || REDIS_URL === undefined)
    throw new Error('Nothing runs here: npm start first, or set MONGODB_URI and REDIS_URL.');
  return { ...process.env, MONGODB_URI, REDIS_URL, LOG_LEVEL: 'warn' };
}
