/**
 * `npm run reindex` has search rebuild its index while the old one answers. It works on the stores of `npm start`, or
 * on MONGODB_URI and REDIS_URL.
 */
import { createDeps } from '#lib/service/create-deps.ts';
import { search } from '../subgraphs/search/index.ts';
import { reindexNow } from '../subgraphs/search/indexing/reindex.ts';
import { findStores } from './launch/find-stores.ts';

await using opened = await createDeps(search, { env: findStores() });
const { deps } = opened;
await deps.transaction(async () => await reindexNow(deps));
console.log('search builds its index anew.');
