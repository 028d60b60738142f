/**
 * `npm run dump -- FOLDER` writes all data of the databases into a new folder, as lines of extended JSON. It reads those of
 * MONGODB_URI, or the embedded one of `npm start`. All services have to be stopped. Files of media are no part of it.
 */
import { resolve } from 'node:path';
import { dump } from './dump/dump.ts';
import { runTool } from './dump/run-tool.ts';
import { hasEmbeddedDatabase, openDumpStores } from './dump/stores.ts';

await runTool('npm run dump -- FOLDER', async ({ folder, env, dataDir, say }) => {
  if (!env['MONGODB_URI'] && !hasEmbeddedDatabase(dataDir))
    throw new Error(`There is no data in ${dataDir}, and MONGODB_URI names no database.`);
  await using stores = await openDumpStores({ env, dataDir });
  await dump({ stores, folder, clock: () => new Date(), say });
  say(`${stores.title} is in ${resolve(folder)}. It holds password hashes and keys: keep it to yourself.`);
});
