/**
 * `npm run load -- FOLDER` loads what `npm run dump` wrote into the databases of MONGODB_URI, or the embedded one of
 * `npm start`, and verifies documents and indexes. The databases have to be empty. A load that was cut off runs again.
 */
import { load } from './dump/load.ts';
import { runTool } from './dump/run-tool.ts';
import { openDumpStores } from './dump/stores.ts';

await runTool('npm run load -- FOLDER', async ({ folder, env, dataDir, say }) => {
  await using stores = await openDumpStores({ env, dataDir });
  await load({ stores, folder, say });
  say(`${stores.title} holds what the dump does.`);
});
