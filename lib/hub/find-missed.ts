/** Finds the events that listeners missed who join together: read once for all who are not far behind. */
import type { LiveLog, MissedEvents } from '../events/live.ts';
import type { Envelope } from '../events/log.ts';
import type { Listener } from './hub.ts';

/** Events behind the head up to which a listener's own are chosen from all. */
const maxNear = 1_000;

export interface Behind {
  listener: Listener;
  /** The last event that it has. */
  afterSeq: number;
  /** How more is found than the last thousand events; absent where its subscription has no cursor, and begins at the present then. */
  missed: MissedEvents | undefined;
}

interface FindMissedDeps {
  live: LiveLog;
  signal: AbortSignal;
  refuse: (listener: Listener, error: unknown) => void;
}

/** @returns The events, each with the listeners that it is for. */
export async function findMissed(
  { live, signal, refuse }: FindMissedDeps,
  behind: readonly Behind[],
): Promise<Map<Envelope, Set<Listener>>> {
  const events = new Map<number, { envelope: Envelope; kept: Listener[]; asked: Listener[] }>();
  const note = (envelope: Envelope, listener: Listener, how: 'kept' | 'asked'): void => {
    const known = events.get(envelope.seq) ?? { envelope, kept: [], asked: [] };
    events.set(envelope.seq, known);
    known[how].push(listener);
  };
  await Promise.all(
    behind.map(async ({ listener, afterSeq, missed }) => {
      const { headSeq, epoch } = listener;
      try {
        if (headSeq - afterSeq <= maxNear) {
          const all = await live.between(afterSeq, { epoch, seq: headSeq });
          for (const envelope of missed ? await missed.among(all) : all) note(envelope, listener, 'asked');
          return;
        }
        if (!missed) return;
        const range = { afterSeq, upToSeq: headSeq, signal };
        const candidates = await missed.candidates(range);
        for (const envelope of candidates ?? (await missed.read(range))) note(envelope, listener, candidates ? 'asked' : 'kept');
      } catch (error) {
        refuse(listener, error);
      }
    }),
  );
  const found = new Map<Envelope, Set<Listener>>();
  for (const { envelope, kept, asked } of events.values()) {
    const interests = asked.flatMap(({ follower }) => (follower ? [follower.interest] : []));
    const chosen = interests.length > 0 ? await live.audience(envelope, interests) : new Set();
    const listeners = new Set([...kept, ...asked.filter(({ follower }) => follower && chosen.has(follower.interest))]);
    if (listeners.size > 0) found.set(envelope, listeners);
  }
  return found;
}
