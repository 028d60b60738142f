/** One holder at a time for work that must not run twice at once, each with a fence higher than those before. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Logger } from '../observe/log.ts';
import { modelOf } from './models.ts';

interface LeaseRecord {
  _id: string;
  holder: string | null;
  fence: number;
  expiresAt: Date;
}

const leaseSchema = new Schema<LeaseRecord>(
  {
    _id: String,
    holder: { type: String, default: null },
    fence: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'leases', versionKey: false },
);

const leaseMs = 3_000;
const renewMs = 800;
const retryMs = 250;

export interface LeasedWork {
  connection: Connection;
  /** What is leased: `relay`, `reader:users`. */
  name: string;
  /** Unique to this process. */
  holder: string;
  clock: () => Date;
  log: Logger;
  /**
   * Works until `signal` aborts. When it throws it is called again after a moment, with the lease still held.
   * Its writes check the fence: a lease that was lost may be noticed late.
   */
  work: (fence: number, signal: AbortSignal) => Promise<void>;
}

/** Holds a lease whenever it is free and works under it, until closed. A holder that dies is followed within 3 s. */
export function runLeased({ connection, name, holder, clock, log, work }: LeasedWork): AsyncDisposable {
  const leases: Model<LeaseRecord> = modelOf(connection, 'Lease', leaseSchema);
  const closing = new AbortController();

  const acquire = async (): Promise<number | null> => {
    const now = clock();
    const expiresAt = new Date(now.getTime() + leaseMs);
    try {
      const lease = await leases
        .findOneAndUpdate(
          { _id: name, expiresAt: { $lt: now } },
          { $set: { holder, expiresAt }, $inc: { fence: 1 } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean();
      return lease.fence;
    } catch (error) {
      if ((error as { code?: unknown }).code === 11_000) return null;
      throw error;
    }
  };

  const keepRenewed = async (fence: number, lost: AbortController): Promise<void> => {
    let renewedAt = clock().getTime();
    while (!lost.signal.aborted) {
      await delay(renewMs, undefined, { signal: lost.signal }).catch(() => undefined);
      if (lost.signal.aborted) return;
      const now = clock();
      try {
        const { matchedCount } = await leases.updateOne(
          { _id: name, holder, fence },
          { $set: { expiresAt: new Date(now.getTime() + leaseMs) } },
        );
        if (matchedCount === 0) return lost.abort();
        renewedAt = now.getTime();
      } catch (error) {
        if (clock().getTime() - renewedAt > leaseMs) return lost.abort();
        log.debug({ err: error, lease: name }, 'lease not renewed, trying again');
      }
    }
  };

  const hold = async (fence: number): Promise<void> => {
    const lost = new AbortController();
    const stop = (): void => lost.abort();
    closing.signal.addEventListener('abort', stop, { once: true });
    const renewing = keepRenewed(fence, lost);
    while (!lost.signal.aborted) {
      await work(fence, lost.signal).catch((error: unknown) => {
        if (!lost.signal.aborted) log.error({ err: error, lease: name }, 'leased work failed, trying again');
      });
      if (!lost.signal.aborted) await delay(retryMs, undefined, { signal: lost.signal }).catch(() => undefined);
    }
    await renewing;
    closing.signal.removeEventListener('abort', stop);
    await leases.updateOne({ _id: name, holder, fence }, { $set: { expiresAt: new Date(0), holder: null } }).catch(() => undefined);
  };

  const running = (async () => {
    while (!closing.signal.aborted) {
      const fence = await acquire().catch((error: unknown) => {
        log.debug({ err: error, lease: name }, 'lease not acquired, trying again');
        return null;
      });
      if (fence === null) await delay(retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      else await hold(fence);
    }
  })();

  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await running;
    },
  };
}
