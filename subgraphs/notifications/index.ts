import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { eraseAccount } from './jobs/erase-account.ts';
import { forgetActor } from './jobs/forget-actor.ts';
import { mailDigest } from './jobs/mail-digest.ts';
import { mailMediaReady } from './jobs/mail-media-ready.ts';
import { push, pushNow } from './jobs/push.ts';
import { pushToFollowers } from './jobs/push-to-followers.ts';
import { tellOfPost } from './jobs/tell-of-post.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { createParts } from './parts.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { startDigestSchedule } from './rules/digest-schedule.ts';
import { audience } from './rules/live.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';

export const notifications = defineSubgraph({
  name: 'notifications',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  parts: createParts,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [tellOfPost, pushNow, pushToFollowers, push, mailMediaReady, mailDigest, forgetActor, eraseAccount],
  audience,
  background: startDigestSchedule,
  routes,
});

if (import.meta.main) await runService(notifications);
