/** Health for orchestrators: live while the process turns, ready while it can serve. */
import type { Redis } from 'ioredis';
import { Router } from 'express';

const checkTimeoutMs = 1_500;
/** Without this one nobody can sign in: its absence is `down`, any other's `degraded`. */
const essential = 'users';

type Check = 'ok' | 'degraded' | 'down';

export interface HealthOptions {
  subgraphs: () => readonly string[];
  addresses: Readonly<Record<string, string>>;
  redis: Redis;
  /** Whether the gateway is about to end. */
  isLeaving: () => boolean;
}

export function health({ subgraphs, addresses, redis, isLeaving }: HealthOptions): Router {
  const checkSubgraph = async (name: string): Promise<Check> => {
    try {
      const response = await fetch(`${addresses[name]}/health/ready`, { signal: AbortSignal.timeout(checkTimeoutMs) });
      const { status } = (await response.json()) as { status?: unknown };
      return status === 'ok' || status === 'degraded' ? status : 'down';
    } catch {
      return 'down';
    }
  };
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', async (_request, response) => {
    const pairs = await Promise.all([
      ...subgraphs().map(async (name) => [name, await checkSubgraph(name)] as const),
      redis.ping().then(
        () => ['redis', 'ok'] as const,
        () => ['redis', 'down'] as const,
      ),
    ]);
    const checks: Record<string, Check> = Object.fromEntries(pairs);
    const isDown = isLeaving() || checks[essential] === 'down';
    const status = isDown ? 'down' : Object.values(checks).every((check) => check === 'ok') ? 'ok' : 'degraded';
    response.status(isDown ? 503 : 200).json({ status, checks });
  });
  return router;
}
