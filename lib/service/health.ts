import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

export interface Health {
  status: 'ok' | 'degraded' | 'down';
  checks: Record<string, 'ok' | 'down'>;
}

const timeoutMs = 1_000;

async function answers(check: () => Promise<unknown>): Promise<'ok' | 'down'> {
  const late = new Promise<'down'>((resolve) => setTimeout(resolve, timeoutMs, 'down').unref());
  return await Promise.race([
    check()
      .then(() => 'ok' as const)
      .catch(() => 'down' as const),
    late,
  ]);
}

/** How a service stands: down without its database, degraded without Redis. */
export async function checkStores(stores: { connection: Connection; redis: Redis } | null): Promise<Health> {
  if (!stores) return { status: 'ok', checks: {} };
  const [database, redis] = await Promise.all([
    answers(async () => await stores.connection.db?.command({ ping: 1 })),
    answers(async () => await stores.redis.ping()),
  ]);
  return { status: database === 'down' ? 'down' : redis === 'down' ? 'degraded' : 'ok', checks: { database, redis } };
}
