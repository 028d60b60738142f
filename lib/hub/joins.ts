/** Begins the subscriptions of listeners, many at a time, and replays to them what they missed. */
import { createSourceEventStream, GraphQLError, type GraphQLSchema } from 'graphql';
import type { IdentityCheck } from '../auth/identity-check.ts';
import { hashOperation, type Identity } from '../auth/identity.ts';
import { AppError } from '../core/errors.ts';
import type { FollowInput, Live, LiveLog } from '../events/live.ts';
import type { LogPlace } from '../events/live-cursors.ts';
import type { Envelope } from '../events/log.ts';
import type { Join, Place } from './messages.ts';
import type { Group, Listener } from './hub.ts';
import { findMissed, type Behind } from './find-missed.ts';

/** Listeners that begin together. */
const batchSize = 250;

export interface JoinsOptions {
  schema: GraphQLSchema;
  checkIdentity: IdentityCheck;
  live: LiveLog | null;
  contextOf: (identity: Identity, live: Live | null) => object;
  signal: AbortSignal;
  /** From now on events of the interest are held for the listener. */
  listen: (listener: Listener, interest: unknown) => void;
  isPresent: (listener: Listener) => boolean;
  tell: (envelope: Envelope, group: Group, chosen: readonly Listener[]) => Promise<void>;
  joined: (group: Group, listeners: readonly Listener[], place: Place | null) => void;
  /** Follows the events of a subscription that are not of the log. */
  pump: (listener: Listener, events: AsyncIterator<unknown>) => void;
  refuse: (listener: Listener, error: unknown) => void;
}

export interface Joins {
  add: (listener: Listener, asked: Join) => void;
}

interface Begun {
  listener: Listener;
  /** What it missed of the log; null for one who begins at the present. */
  behind: Omit<Behind, 'listener'> | null;
  /** The events of a subscription that follows no log. */
  own: AsyncIterator<unknown> | null;
}

export function createJoins(options: JoinsOptions): Joins {
  const { schema, checkIdentity, live, contextOf, signal, listen, isPresent, tell, joined, pump, refuse } = options;
  const waiting: { listener: Listener; asked: Join }[] = [];
  let isWorking = false;

  const begin = async (listener: Listener, { identity: token, after, from }: Join): Promise<Begun | null> => {
    const { group } = listener;
    const begun: Begun = { listener, behind: null, own: null };
    let isOfLog = false;
    const followOf = ({ head }: LiveLog): Live['follow'] => {
      return async <Item>({ interest, toItem, missed, after: placeOf }: FollowInput<unknown, Item>) => {
        isOfLog = true;
        const afterSeq = from ? seqAt(from, await head(), missed !== undefined) : (placeOf?.(await head()) ?? null);
        if (!isPresent(listener)) return nothing();
        listener.toItem = toItem;
        listen(listener, interest);
        // The head is read after joining: all events that are numbered from now on are held.
        const { seq: headSeq, epoch } = await head();
        Object.assign(listener, { headSeq, epoch });
        if (afterSeq !== null && afterSeq < headSeq) begun.behind = { afterSeq, missed };
        return nothing();
      };
    };
    try {
      if (group.document instanceof GraphQLError) throw group.document;
      const { query, variables, afterVariable } = group;
      const identity = checkIdentity(token, hashOperation({ query, variables }));
      const { viewerId, role, inAnyBlock } = identity;
      listener.viewer = { viewerId, role, inAnyBlock };
      const stream = await createSourceEventStream({
        schema,
        document: group.document,
        contextValue: contextOf(identity, live && { follow: followOf(live) }),
        variableValues: { ...variables, ...(afterVariable !== null && { [afterVariable]: after }) },
      });
      if (!(Symbol.asyncIterator in stream)) throw stream.errors?.[0] ?? new Error('A subscription without events.');
      const events = stream[Symbol.asyncIterator]();
      if (!isOfLog && isPresent(listener)) return { ...begun, own: events };
      await events.return?.();
      return isPresent(listener) ? begun : null;
    } catch (error) {
      if (isPresent(listener)) refuse(listener, error);
      return null;
    }
  };

  /** Tells events to their listeners, each event once for all. */
  const replay = async (events: ReadonlyMap<Envelope, ReadonlySet<Listener>>): Promise<void> => {
    for (const [envelope, listeners] of [...events].sort(([one], [other]) => one.seq - other.seq)) {
      const byGroup = new Map<Group, Listener[]>();
      for (const listener of listeners) {
        if (!isPresent(listener)) continue;
        const own = byGroup.get(listener.group);
        if (own) own.push(listener);
        else byGroup.set(listener.group, [listener]);
      }
      for (const [group, chosen] of byGroup) await tell(envelope, group, chosen);
    }
  };

  /** Tells all that came meanwhile, until none is left: then the next ones are for these listeners too. */
  const catchUp = async (listeners: readonly Listener[]): Promise<Map<Listener, number>> => {
    const lastSeq = new Map(listeners.map((listener) => [listener, listener.headSeq]));
    for (;;) {
      const held = new Map<Envelope, Set<Listener>>();
      for (const listener of listeners)
        for (const envelope of listener.held?.splice(0) ?? []) {
          if (envelope.seq <= listener.headSeq) continue;
          lastSeq.set(listener, envelope.seq);
          held.set(envelope, (held.get(envelope) ?? new Set()).add(listener));
        }
      if (held.size === 0) return lastSeq;
      await replay(held);
    }
  };

  const work = async (batch: { listener: Listener; asked: Join }[]): Promise<void> => {
    const begun = (await Promise.all(batch.map(async ({ listener, asked }) => await begin(listener, asked)))).filter((one) => one !== null);
    for (const { listener, own } of begun) {
      if (!own || !isPresent(listener)) {
        void own?.return?.();
        continue;
      }
      joined(listener.group, [listener], null);
      pump(listener, own);
    }
    const following = begun.filter(({ own }) => own === null);
    const behind = following.flatMap(({ listener, behind: missed }) => (missed ? [{ listener, ...missed }] : []));
    if (live) await replay(await findMissed({ live, signal, refuse }, behind));
    const lastSeq = await catchUp(following.map(({ listener }) => listener));
    const ready = new Map<Group, Map<number, Listener[]>>();
    for (const { listener } of following) {
      if (!isPresent(listener)) continue;
      const seq = lastSeq.get(listener) ?? listener.headSeq;
      const bySeq = ready.get(listener.group) ?? new Map<number, Listener[]>();
      ready.set(listener.group, bySeq);
      const own = bySeq.get(seq);
      if (own) own.push(listener);
      else bySeq.set(seq, [listener]);
    }
    for (const [group, bySeq] of ready)
      for (const [seq, listeners] of bySeq) joined(group, listeners, { epoch: listeners[0]?.epoch ?? '', seq });
  };

  const run = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    try {
      while (waiting.length > 0 && !signal.aborted) {
        const batch = waiting.splice(0, batchSize).filter(({ listener }) => isPresent(listener));
        try {
          await work(batch);
        } catch (error) {
          // Such as a store that went away: the gateway tries again.
          for (const { listener } of batch) if (isPresent(listener)) refuse(listener, error);
        }
      }
    } finally {
      isWorking = false;
    }
  };

  return {
    add: (listener, asked) => {
      waiting.push({ listener, asked });
      void run();
    },
  };
}

/**
 * The number of a place.
 *
 * @returns Null for a place of another history where the subscription promises no resumption.
 * @throws AppError `CURSOR_EXPIRED` for one of another history.
 */
function seqAt({ epoch, seq }: Place, head: LogPlace, isPromised: boolean): number | null {
  const isCurrent = epoch === head.epoch || (epoch === '' && seq === 0);
  if (isCurrent && seq <= head.seq) return seq;
  if (!isPromised) return null;
  throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
}

async function* nothing(): AsyncGenerator<never, void, void> {
  // What was missed, and what comes, is sent by the hub.
}
