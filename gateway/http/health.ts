/** Health for orchestrators: live while the process turns, ready while it can serve. */
import type { Redis } from 'ioredis';
import { Router } from 'express';

const checkTimeoutMs = 1_500;
/** How long a result is reused. */
const rememberMs = 100;
/** Without this subgraph no one can sign in: its absence is `down`, that of any other `degraded`. */
const essential = 'users';

type Check = 'ok' | 'degraded' | 'down';

export interface HealthOptions {
  subgraphs: () => readonly string[];
  addresses: Readonly<Record<string, string>>;
  redis: Redis;
  /** Whether access tokens can be checked: users is down until its keys have been read. */
  hasKeys: () => boolean;
  /** Whether the gateway is about to end. */
  isLeaving: () => boolean;
}

export function health({ subgraphs, addresses, redis, hasKeys, isLeaving }: HealthOptions): Router {
  const checkSubgraph = async (name: string): Promise<Check> => {
    if (name === essential && !hasKeys()) return 'down';
    try {
      const response = await fetch(`${addresses[name]}/health/ready`, { signal: AbortSignal.timeout(checkTimeoutMs) });
      const { status } = (await response.json()) as { status?: unknown };
      return status === 'ok' || status === 'degraded' ? status : 'down';
    } catch {
      return 'down';
    }
  };
  const checkAll = async (): Promise<Record<string, Check>> => {
    const pairs = await Promise.all([
      ...subgraphs().map(async (name) => [name, await checkSubgraph(name)] as const),
      redis.ping().then(
        () => ['redis', 'ok'] as const,
        () => ['redis', 'down'] as const,
      ),
    ]);
    return Object.fromEntries(pairs);
  };
  let recent: { checks: Promise<Record<string, Check>>; atMs: number } | undefined;
  const recentChecks = async (): Promise<Record<string, Check>> => {
    const nowMs = performance.now();
    if (!recent || nowMs - recent.atMs > rememberMs) recent = { checks: checkAll(), atMs: nowMs };
    return await recent.checks;
  };
  const router = Router();
  router.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  router.get('/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/ready', async (_request, response) => {
    const checks = await recentChecks();
    const isDown = isLeaving() || checks[essential] === 'down';
    const status = isDown ? 'down' : Object.values(checks).every((check) => check === 'ok') ? 'ok' : 'degraded';
    response.status(isDown ? 503 : 200).json({ status, checks });
  });
  return router;
}
