import { upgrade } from '#lib/db/upgrade.ts';
import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { backfillFeed } from './jobs/backfill-feed.ts';
import { clearFromFeed } from './jobs/clear-from-feed.ts';
import { eraseAccount } from './jobs/erase-account.ts';
import { erasePost } from './jobs/erase-post.ts';
import { fanOut } from './jobs/fan-out.ts';
import { relistLikes } from './jobs/relist-likes.ts';
import { relistPosts } from './jobs/relist-posts.ts';
import { trimFeeds } from './jobs/trim-feeds.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { audience } from './rules/audience.ts';
import { startSchedule } from './rules/schedule.ts';
import { reactions } from './reactions.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';
import { upgradesOf } from './upgrades.ts';

export const posts = defineSubgraph({
  name: 'posts',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [fanOut, backfillFeed, clearFromFeed, trimFeeds, erasePost, eraseAccount, relistPosts, relistLikes],
  audience,
  background: startSchedule,
  onStart: async (deps) => {
    await upgrade(deps.connection, upgradesOf(deps));
    return new AsyncDisposableStack();
  },
});

if (import.meta.main) await runService(posts);
