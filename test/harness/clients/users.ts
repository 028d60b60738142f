/** The users subgraph in this process, on stores of its own: for tests of its rules and resolvers. */
import { randomBytes } from 'node:crypto';
import { hashBody, type Identity, identityHeader, signIdentity } from '#lib/auth/identity.ts';
import { developmentSecret, type Env } from '#lib/config/config.ts';
import { startSubgraph } from '#lib/service/start-subgraph.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { users } from '../../../subgraphs/users/index.ts';
import { startRedis } from '../stores/redis.ts';
import { asService } from '../record/observe.ts';
import { startStores, type TestStores } from '../stores/stores.ts';

/** The identity and headers of a request; signed out by default. */
export interface Asker {
  viewerId?: string;
  sessionId?: string;
  service?: string;
  ip?: string;
  userAgent?: string;
}

export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test knows what it asked for
  data: any;
  errors: { message: string; extensions: { code: string; field?: string; retryAfter?: number } }[];
}

export interface TestUsers extends AsyncDisposable {
  url: string;
  deps: UsersDeps;
  stores: TestStores;
  ask: (query: string, variables?: Record<string, unknown>, asker?: Asker) => Promise<Answer>;
  /** Registers an account with the password `correct horse`, which the tests then act as. */
  register: (username?: string) => Promise<TestAccount>;
  /** Ends Redis, with all that it knew; what it returns starts an empty one at the same address. */
  endRedis: () => Promise<() => Promise<void>>;
  /** Moves this process' clock forward. */
  passMs: (ms: number) => void;
}

export interface TestAccount {
  viewerId: string;
  sessionId: string;
  username: string;
  email: string;
  accessToken: string;
  refreshToken: string;
}

export const testPassword = 'correct horse';

const registerMutation = /* GraphQL */ `
  mutation ($input: RegisterInput!) {
    register(input: $input) {
      viewer { user { id } sessions { id current } }
      tokens { accessToken refreshToken }
    }
  }
`;

/** Notifications is not there: what is to be mailed counts as sent, or its jobs would try for half an hour. */
function leaveMailsAside(deps: UsersDeps): void {
  const { ask } = deps;
  deps.ask = async (subgraph, operation, shape) =>
    subgraph === 'notifications' ? shape.parse({ _sendMail: true }) : await ask(subgraph, operation, shape);
}

/** Starts users; with the stores of another it is a second process of the same service. */
export async function startUsers({ stores: shared, env = {} }: { stores?: TestStores; env?: Env } = {}): Promise<TestUsers> {
  const stores = shared ?? (await startStores());
  const later = new AsyncDisposableStack();
  let offsetMs = 0;
  const clock = (): Date => new Date(Date.now() + offsetMs);
  const running = await asService(() =>
    startSubgraph(users, {
      env: { ...stores.env('users'), AGORA_RATE_LIMITS: 'off', LOG_LEVEL: 'silent', ...env },
      clock,
    }),
  );
  leaveMailsAside(running.deps);

  const ask: TestUsers['ask'] = async (query, variables = {}, { viewerId, sessionId, service, ip, userAgent } = {}) => {
    const body = JSON.stringify({ query, variables });
    const identity: Identity = {
      service: service ?? null,
      viewerId: viewerId ?? null,
      role: 'MEMBER',
      sessionId: sessionId ?? null,
      requestId: 'test',
      inAnyBlock: false,
    };
    const token = signIdentity(identity, { secret: developmentSecret, audience: 'users', bodyHash: hashBody(body), now: clock() });
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [identityHeader]: token,
        'user-agent': userAgent ?? 'tests',
        ...(ip === undefined ? {} : { 'x-agora-client-ip': ip }),
      },
      body,
    });
    const answer = (await response.json()) as Partial<Answer>;
    return { data: answer.data ?? null, errors: answer.errors ?? [] };
  };

  return {
    url: running.url,
    deps: running.deps,
    stores,
    ask,
    register: async (username = `u${randomBytes(6).toString('hex')}`) => {
      const email = `${username}@example.org`;
      const { data, errors } = await ask(registerMutation, { input: { username, email, password: testPassword } });
      if (errors[0]) throw new Error(errors[0].message);
      const { viewer, tokens } = data.register;
      return { viewerId: viewer.user.id, sessionId: viewer.sessions[0].id, username, email, ...tokens };
    },
    endRedis: async () => {
      const { port } = stores.redis;
      await stores.redis.close();
      return async () => void later.use(await startRedis({ port }));
    },
    passMs: (ms) => {
      offsetMs += ms;
    },
    [Symbol.asyncDispose]: async () => {
      await running.close();
      await later.disposeAsync();
      if (!shared) await stores[Symbol.asyncDispose]();
    },
  };
}
