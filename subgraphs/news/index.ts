import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { runService } from '#lib/service/run-service.ts';
import { leaveEvents } from './attendance/leave-all.ts';
import { fillLater } from './attendance/seats.ts';
import { eraseAccount } from './authors/erase-account.ts';
import { config } from './config.ts';
import { eraseEvent } from './events/delete-event.ts';
import { routes } from './feeds/routes.ts';
import { resolvers } from './generated/resolvers.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { createParts } from './parts.ts';
import { reactions } from './reactions.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';
import { eraseArticle } from './writing/delete-article.ts';
import { startSchedule } from './schedule.ts';

export const news = defineSubgraph({
  name: 'news',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config,
  models: createModels,
  parts: createParts,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [eraseArticle, eraseEvent, eraseAccount, fillLater, leaveEvents],
  background: startSchedule,
  routes,
});

if (import.meta.main) await runService(news);
