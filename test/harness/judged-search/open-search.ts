import { createDeps } from '#lib/service/create-deps.ts';
import type { SearchDeps } from '../../../subgraphs/search/deps.ts';
import { search } from '../../../subgraphs/search/index.ts';
import { startStores } from '../stores/stores.ts';

/** Search's rules on stores of their own, with an empty index, without a service. */
export async function openSearch(): Promise<{ deps: SearchDeps } & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const stores = opened.use(await startStores());
  const { deps } = opened.use(await createDeps(search, { env: stores.env('search') }));
  const everything = opened.move();
  return { deps, [Symbol.asyncDispose]: async () => await everything.disposeAsync() };
}
