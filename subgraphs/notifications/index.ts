import { dropIndexes } from '#lib/db/preparation/drop-indexes.ts';
import { formerRelationIndexes } from '#lib/relations/replica.ts';
import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { config } from './config.ts';
import { resolvers } from './generated/resolvers.ts';
import { eraseAccount } from './inbox/erase-account.ts';
import { forgetActor } from './inbox/forget-actor.ts';
import { mailDigest } from './mail/mail-digest.ts';
import { mailMediaReady } from './mail/mail-media-ready.ts';
import { push, pushNow } from './push/push.ts';
import { pushToFollowers } from './push/push-to-followers.ts';
import { tellOfMessage } from './inbox/tell-of-message.ts';
import { tellOfPost } from './inbox/tell-of-post.ts';
import { createLoaders } from './loaders.ts';
import { mailArticle } from './news/mail-article.ts';
import { tellAdmins } from './news/tell-admins.ts';
import { tellAttendees } from './news/tell-attendees.ts';
import { createModels } from './model.ts';
import { createParts } from './parts.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { startDigestSchedule } from './mail/digest-schedule.ts';
import { audience } from './inbox/live.ts';
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
  jobs: [
    ...[tellOfPost, tellOfMessage, tellAdmins, tellAttendees, pushNow, pushToFollowers, push],
    ...[mailMediaReady, mailArticle, mailDigest, forgetActor, eraseAccount],
  ],
  audience,
  background: startDigestSchedule,
  migrations: ({ connection }) => [
    dropIndexes(connection, { preferences: ['digestDueAt_1'], deliveries: ['groupId_1'] }),
    dropIndexes(connection, { ...formerRelationIndexes, devices: ['userId_1_createdAt_-1'] }),
    dropIndexes(connection, { preferences: ['due'] }),
  ],
  routes,
});

if (import.meta.main) await runService(notifications);
