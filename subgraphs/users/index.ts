import { dropIndexes } from '#lib/db/preparation/drop-indexes.ts';
import { defineSubgraph } from '#lib/service/define-subgraph.ts';
import { repeat } from '#lib/core/repeat.ts';
import { runService } from '#lib/service/run-service.ts';
import { checkUsersConfig, usersSettings } from './config.ts';
import type { UsersDeps } from './deps.ts';
import { keepEndedSessions } from './sessions/ended-sessions.ts';
import { resolvers } from './generated/resolvers.ts';
import { approveRequests } from './relations/approve-requests.ts';
import { eraseRelations } from './relations/erase-relations.ts';
import { mailNotice } from './mail/mail-notice.ts';
import { mailReset } from './mail/mail-reset.ts';
import { mailVerification } from './mail/mail-verification.ts';
import { createCrowdLoaders, createLoaders } from './loaders.ts';
import { createModels } from './model.ts';
import { reactions } from './reactions.ts';
import { serviceResolvers, serviceTypeDefs } from './service-queries.ts';
import { prepareSigningKeys, publicKeys } from './sessions/signing-keys.ts';

const keysCheckMs = 60_000;
const keysMaxAgeSeconds = 60;

/** Makes the next signing key ahead of its week, until disposed. */
async function keepSigningKeys(deps: UsersDeps): Promise<AsyncDisposable> {
  await prepareSigningKeys(deps);
  const closing = new AbortController();
  const running = repeat(() => prepareSigningKeys(deps), {
    everyMs: keysCheckMs,
    signal: closing.signal,
    onError: (error) => deps.log.warn({ err: error }, 'signing keys not checked, trying again'),
  });
  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await running;
    },
  };
}

export const users = defineSubgraph({
  name: 'users',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  config: usersSettings,
  models: createModels,
  context: (deps, viewerId) => ({ loaders: createLoaders(deps, viewerId) }),
  crowdContext: (deps, crowd) => ({ loaders: createCrowdLoaders(deps, crowd) }),
  serviceTypeDefs,
  serviceResolvers,
  reactions,
  jobs: [approveRequests, eraseRelations, mailVerification, mailReset, mailNotice],
  routes: (app, deps) => {
    app.get('/.well-known/jwks.json', async (_request, response) => {
      response.set('cache-control', `public, max-age=${keysMaxAgeSeconds}`).json(await publicKeys(deps));
    });
  },
  migrations: ({ connection }) => [dropIndexes(connection, { sessions: ['endedAt_1'] })],
  onStart: async (deps) => {
    checkUsersConfig(deps.config);
    const running = new AsyncDisposableStack();
    running.use(await keepSigningKeys(deps));
    running.use(keepEndedSessions(deps));
    return running;
  },
});

if (import.meta.main) await runService(users);
