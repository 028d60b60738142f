import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { backfillFeed } from './feed/backfill-feed.ts';
import { clearFromFeed } from './feed/clear-from-feed.ts';
import { eraseAccount } from './authors/erase-account.ts';
import { erasePost } from './writing/erase-post.ts';
import { fanOut } from './feed/fan-out.ts';
import { relistLikes } from './marks/relist-likes.ts';
import { relistPosts } from './authors/relist-posts.ts';
import { trimFeeds } from './feed/trim-feeds.ts';
import { createCrowdLoaders, createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { audience } from './live/audience.ts';
import { startSchedule } from './drafts/schedule.ts';
import { reactions } from './reactions.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';
import { migrationsOf } from './migrations.ts';

export const posts = defineSubgraph({
  name: 'posts',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  crowdContext: (deps, crowd) => ({ loaders: createCrowdLoaders(deps, crowd) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [fanOut, backfillFeed, clearFromFeed, trimFeeds, erasePost, eraseAccount, relistPosts, relistLikes],
  audience,
  background: startSchedule,
  migrations: migrationsOf,
});

if (import.meta.main) await runService(posts);
