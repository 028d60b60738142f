/** The one connection over which a subgraph sends the events of all subscriptions of this gateway. */
import { createClient, type Sink, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';
import { hashBody, signIdentity, type Identity } from '#lib/auth/identity.ts';
import { newRequestId } from '../request.ts';

const pingEveryMs = 10_000;
const pongTimeoutMs = 5_000;
const maxRetryMs = 1_000;
/** How long a subgraph may be away before its subscriptions end with an error. */
export const givenUpAfterMs = 30_000;

export interface Upstream extends AsyncDisposable {
  /**
   * Subscribes, and resubscribes whenever the connection comes back. `payload` is read anew each time.
   *
   * @returns A function that ends the subscription.
   */
  subscribe: (payload: SubscribePayload, sink: Sink) => () => void;
  /** The time since the subgraph was last there; 0 while it is there. */
  awayMs: () => number;
}

interface UpstreamOptions {
  name: string;
  /** The subgraph's GraphQL endpoint. */
  url: URL;
  secret: string;
  clock: () => Date;
}

/** The upstreams of a gateway, each opened when it is first asked for. */
export function createUpstreams({
  urlOf,
  secret,
  clock,
}: Pick<UpstreamOptions, 'secret' | 'clock'> & { urlOf: (subgraph: string) => URL }): AsyncDisposable & { of: (name: string) => Upstream } {
  const upstreams = new Map<string, Upstream>();
  return {
    of: (name) => {
      const known = upstreams.get(name) ?? createUpstream({ name, url: urlOf(name), secret, clock });
      upstreams.set(name, known);
      return known;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...upstreams.values()].map(async (one) => await one[Symbol.asyncDispose]()));
    },
  };
}

function createUpstream({ name, url, secret, clock }: UpstreamOptions): Upstream {
  let awaySince: number | null = null;
  const awayMs = (): number => (awaySince === null ? 0 : performance.now() - awaySince);
  let pongTimer: NodeJS.Timeout | undefined;
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

  const client = createClient({
    url: address.href,
    webSocketImpl: WebSocket,
    lazyCloseTimeout: 10_000,
    keepAlive: pingEveryMs,
    connectionAckWaitTimeout: 5_000,
    connectionParams: () => ({
      identity: signIdentity(gatewayItself(), { secret, audience: name, bodyHash: hashBody('connect'), now: clock() }),
    }),
    retryAttempts: Infinity,
    shouldRetry: () => awayMs() < givenUpAfterMs,
    retryWait: async (retries) => {
      const delayMs = Math.min(50 * 2 ** retries, maxRetryMs) * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    },
    on: {
      connecting: () => {
        awaySince ??= performance.now();
      },
      connected: () => {
        awaySince = null;
      },
      ping: (isReceived) => {
        if (!isReceived) pongTimer = setTimeout(() => client.terminate(), pongTimeoutMs);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pongTimer);
      },
      closed: () => clearTimeout(pongTimer),
    },
  });
  return {
    subscribe: (payload, sink) => client.subscribe(payload, sink),
    awayMs,
    [Symbol.asyncDispose]: async () => await client.dispose(),
  };
}

/** The identity with which the gateway connects. */
export function gatewayItself(): Identity {
  return { service: 'gateway', viewerId: null, role: 'MEMBER', sessionId: null, requestId: newRequestId(), inAnyBlock: true };
}
