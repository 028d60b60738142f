/** One holder at a time for work that must not run twice at once, each with a fence higher than those before. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Logger } from '../observe/log.ts';
import { repeat } from '../core/repeat.ts';
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
const renewMs = 1_000;
const retryMs = 250;

export interface LeasedWork {
  /** The name of the leased work: `relay`, `reader:users`. */
  name: string;
  /**
   * Works until `signal` aborts. When it throws it is called again after a moment, with the lease still held.
   * Its writes check the fence: a lease that was lost may be noticed late.
   */
  work: (fence: number, signal: AbortSignal) => Promise<void>;
}

/** A process' leases in one database; what it holds is renewed together. Closed after all that runs under them. */
export interface Leases extends AsyncDisposable {
  /** Holds a lease whenever it is free and works under it, until closed. A holder that dies is followed within 3 s. Each name once. */
  run: (leased: LeasedWork) => AsyncDisposable;
}

export interface LeasesOptions {
  connection: Connection;
  /** Unique to this process. */
  holder: string;
  clock: () => Date;
  log: Logger;
}

/** A lease from when it was acquired until it is lost or given up. */
interface Held {
  name: string;
  renewedAtMs: number;
  lost: AbortController;
}

export function openLeases({ connection, holder, clock, log }: LeasesOptions): Leases {
  const records: Model<LeaseRecord> = modelOf(connection, 'Lease', leaseSchema);
  const held = new Set<Held>();
  const closing = new AbortController();

  const acquire = async (name: string): Promise<number | null> => {
    const now = clock();
    const expiresAt = new Date(now.getTime() + leaseMs);
    try {
      const lease = await records
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

  const stillHeld = async (ours: readonly Held[]): Promise<Held[]> => {
    const found = await records.find({ _id: { $in: ours.map(({ name }) => name) }, holder }, { _id: 1 }).lean();
    return ours.filter(({ name }) => found.some(({ _id }) => _id === name));
  };

  const renew = async (): Promise<void> => {
    const ours = [...held];
    if (ours.length === 0) return;
    const now = clock().getTime();
    try {
      const { matchedCount } = await records.updateMany(
        { _id: { $in: ours.map(({ name }) => name) }, holder },
        { $set: { expiresAt: new Date(now + leaseMs) } },
      );
      const kept = matchedCount === ours.length ? ours : await stillHeld(ours);
      for (const lease of kept) lease.renewedAtMs = now;
      for (const { lost } of ours.filter((lease) => !kept.includes(lease))) lost.abort();
    } catch (error) {
      for (const { renewedAtMs, lost } of ours) if (clock().getTime() - renewedAtMs > leaseMs) lost.abort();
      throw error;
    }
  };
  const renewing = repeat(renew, {
    everyMs: renewMs,
    signal: closing.signal,
    onError: (error) => log.debug({ err: error }, 'leases not renewed, trying again'),
  });

  const hold = async ({ name, work }: LeasedWork, fence: number, ending: AbortSignal): Promise<void> => {
    const lost = new AbortController();
    const lease: Held = { name, renewedAtMs: clock().getTime(), lost };
    const signal = AbortSignal.any([lost.signal, ending]);
    held.add(lease);
    signal.addEventListener('abort', () => held.delete(lease), { once: true });
    while (!signal.aborted) {
      await work(fence, signal).catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error, lease: name }, 'leased work failed, trying again');
      });
      if (!signal.aborted) await delay(retryMs, undefined, { signal }).catch(() => undefined);
    }
    await records.updateOne({ _id: name, holder, fence }, { $set: { expiresAt: new Date(0), holder: null } }).catch(() => undefined);
  };

  return {
    run: (leased) => {
      const ending = new AbortController();
      const running = (async () => {
        while (!ending.signal.aborted) {
          const fence = await acquire(leased.name).catch((error: unknown) => {
            log.debug({ err: error, lease: leased.name }, 'lease not acquired, trying again');
            return null;
          });
          if (fence === null) await delay(retryMs, undefined, { signal: ending.signal }).catch(() => undefined);
          else await hold(leased, fence, ending.signal);
        }
      })();
      return {
        [Symbol.asyncDispose]: async () => {
          ending.abort();
          await running;
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await renewing;
    },
  };
}
