/** Runs the migrations of posts once more, as a worker does ten minutes after them; a process of its own, which can be killed. */
import { createDeps } from '#lib/service/create-deps.ts';
import { posts } from '../../../subgraphs/posts/index.ts';
import { findStores } from '../../../tools/launch/find-stores.ts';

await using opened = await createDeps(posts, { env: findStores(), isPrepared: false });
const { migrations } = opened.preparation;
for (const migration of await migrations.unsettled(0)) {
  process.stdout.write(`posts: ${migration.name}, once more\n`);
  await migrations.settle(migration);
}
