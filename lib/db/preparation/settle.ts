/** Runs migrations once more, when processes of the version before no longer write. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Leases } from '../lease.ts';
import type { Migrations } from './migrations.ts';

/** By then a deployment has ended the processes of the version before. */
const settlesAfterMs = 10 * 60_000;
const lookEveryMs = 60_000;

/** Settles migrations, in one worker at a time. Disposing of it ends it. */
export function settleMigrations(migrations: Migrations, leases: Leases): AsyncDisposable {
  return leases.run({
    name: 'settle-migrations',
    work: async (_fence, signal) => {
      while (!signal.aborted) {
        for (const migration of await migrations.unsettled(settlesAfterMs)) await migrations.settle(migration);
        await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      }
    },
  });
}
