/** One gateway's groups and listeners in a subgraph, and the events that it is sent. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type DocumentNode, GraphQLError, OperationTypeNode } from 'graphql';
import type { WebSocket } from 'ws';
import type { Documents } from '../crowd/documents.ts';
import { guard } from '../core/guard.ts';
import type { Follower, Sink } from '../events/live.ts';
import type { Envelope } from '../events/log.ts';
import { formatError } from '../graphql/format-error.ts';
import { createJoins } from './joins.ts';
import { behindCode, type GatewayMessage, type HubAnswer, type HubMessage, type Join, type Place } from './messages.ts';
import type { Group, Listener, ServeHubOptions } from './hub.ts';

const maxListeners = 200_000;
const maxWaitingBytes = 64_000_000;
/** Events that may come for a listener while it is replayed. */
const maxHeld = 1_000;
const storeRetryMs = 250;
/** How long an event waits for the subgraph's own store before it is sent with what is missing. */
const storeGivenUpAfterMs = 30_000;

export interface ServeGatewayOptions extends ServeHubOptions {
  documents: Documents;
}

/** What happened, and for whom. */
export interface TellInput {
  group: Group;
  chosen: readonly Listener[];
  /** Null for what is not of the log. */
  place: Place | null;
  atMs: number | null;
  requestId: string;
}

export interface ServedGateway extends Disposable {
  hear: (message: Exclude<GatewayMessage, { type: 'hello' }>) => void;
}

export function serveGateway(socket: WebSocket, options: ServeGatewayOptions): ServedGateway {
  const { documents, execute, log, live } = options;
  const groups = new Map<number, Group>();
  const listeners = new Map<number, Listener>();
  const closing = new AbortController();

  const send = (message: HubMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(message));
    if (socket.bufferedAmount > maxWaitingBytes) socket.close(behindCode, 'Too slow: join again');
  };
  const forget = (listener: Listener): void => {
    listener.leave();
    listener.group.joined.delete(listener);
    if (listeners.get(listener.number) === listener) listeners.delete(listener.number);
  };
  const refuse = (number: number, error: unknown): void => {
    const { message, extensions } = formatError({ message: error instanceof Error ? error.message : '' }, error, log);
    send({ type: 'refused', listener: number, errors: [{ message, ...(extensions && { extensions }) }] });
  };

  /** Executes an event of the log for some listeners of a group. */
  const tell = async (envelope: Envelope, group: Group, chosen: readonly Listener[]): Promise<void> => {
    const [first] = chosen;
    const item = first?.toItem(envelope, first.epoch) ?? null;
    if (!first || item === null) return;
    const place = { epoch: first.epoch, seq: envelope.seq };
    await tellItem(item, { group, chosen, place, atMs: Date.parse(envelope.occurredAt), requestId: envelope.id });
  };

  /** Executes what happened for some listeners of a group, once for all who get the same, and sends it. */
  const tellItem = async (item: unknown, { group, chosen, place, atMs, requestId }: TellInput): Promise<void> => {
    const { document } = group;
    if (document instanceof GraphQLError) return;
    const untilMs = performance.now() + storeGivenUpAfterMs;
    for (;;) {
      const answers = await execute({
        document,
        variables: group.variables,
        rootValue: item,
        viewers: chosen.map(({ viewer }) => viewer),
        requestId,
      });
      // The own store is away: the event comes later rather than without what it is about.
      const isAway = answers.some(({ errors = [] }) => errors.some(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE'));
      if (isAway && performance.now() < untilMs && !closing.signal.aborted) {
        await delay(storeRetryMs, undefined, { signal: closing.signal }).catch(() => undefined);
        continue;
      }
      const sent = answers.map(({ data, errors, viewers }): HubAnswer => {
        const to = viewers.flatMap((place) => chosen[place] ?? []);
        return { data, ...(errors && { errors: [...errors] as HubAnswer['errors'] }), ...addressOf(group, to) };
      });
      return send({ type: 'event', group: group.number, place, atMs, answers: sent });
    }
  };

  const byFollower = new WeakMap<Follower<unknown>, Listener>();
  const sink: Sink<unknown> = {
    deliver: async (envelope, followers) => {
      const ready = new Map<Group, Listener[]>();
      for (const follower of followers) {
        const listener = byFollower.get(follower);
        if (!listener) continue;
        if (listener.held) {
          listener.held.push(envelope);
          if (listener.held.length > maxHeld) overrun(listener);
          continue;
        }
        if (envelope.seq <= listener.headSeq) continue;
        const own = ready.get(listener.group);
        if (own) own.push(listener);
        else ready.set(listener.group, [listener]);
      }
      // One group's failure keeps the event from no other.
      const told = await Promise.allSettled([...ready].map(async ([group, chosen]) => await tell(envelope, group, chosen)));
      const failed = told.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
  const overrun = (listener: Listener): void => {
    forget(listener);
    const extensions = { code: 'RATE_LIMITED', retryAfter: 1 };
    send({ type: 'refused', listener: listener.number, errors: [{ message: 'Too slow for what happens.', extensions }] });
  };

  /** Tells a listener what its own subscription gives. */
  const follow = async (listener: Listener, events: AsyncIterator<unknown>): Promise<void> => {
    const { group, number } = listener;
    const isPresent = (): boolean => listeners.get(number) === listener;
    listener.leave = () => void events.return?.();
    try {
      for (let next = await events.next(); !next.done && isPresent(); next = await events.next())
        await tellItem(next.value, { group, chosen: [listener], place: null, atMs: null, requestId: randomUUID() });
      if (!isPresent()) return;
      forget(listener);
      send({ type: 'complete', group: group.number, listeners: [number] });
    } catch (error) {
      if (!isPresent()) return;
      forget(listener);
      refuse(number, error);
    }
  };
  const pump = (listener: Listener, events: AsyncIterator<unknown>): void =>
    guard({ log, what: 'events of a listener' }, async () => await follow(listener, events))();

  const joins = createJoins({
    ...options,
    signal: closing.signal,
    listen: (listener, interest) => {
      const follower = { interest, sink };
      byFollower.set(follower, listener);
      listener.follower = follower;
      listener.leave = live?.attach(follower) ?? listener.leave;
    },
    isPresent: (listener) => listeners.get(listener.number) === listener,
    tell,
    pump,
    joined: (group, chosen, place) => {
      for (const listener of chosen) {
        listener.held = null;
        group.joined.add(listener);
      }
      send({ type: 'joined', group: group.number, listeners: chosen.map(({ number }) => number), place });
    },
    refuse: (listener, error) => {
      forget(listener);
      refuse(listener.number, error);
    },
  });

  const join = (asked: Join): void => {
    const group = groups.get(asked.group);
    if (!group || listeners.has(asked.listener)) throw new Error('A join of no group, or again.');
    const listener: Listener = {
      number: asked.listener,
      group,
      viewer: { viewerId: null, role: 'MEMBER', inAnyBlock: true },
      follower: null,
      toItem: () => null,
      headSeq: 0,
      epoch: '',
      held: [],
      leave: () => undefined,
    };
    listeners.set(asked.listener, listener);
    if (listeners.size > maxListeners) return overrun(listener);
    joins.add(listener, asked);
  };

  return {
    hear: (message) => {
      if (message.type === 'group') {
        const { group: number, ...asked } = message;
        groups.set(number, { ...asked, number, document: readOf(documents, asked.query), joined: new Set() });
      } else if (message.type === 'join') for (const one of message.listeners) join(one);
      else {
        for (const number of message.listeners) {
          const listener = listeners.get(number);
          if (listener) forget(listener);
        }
        for (const number of message.groups) groups.delete(number);
      }
    },
    [Symbol.dispose]: () => {
      closing.abort();
      guard({ log, what: 'end of a gateway' }, () => {
        for (const listener of listeners.values()) forget(listener);
        groups.clear();
      })();
    },
  };
}

function readOf(documents: Documents, query: string): DocumentNode | GraphQLError {
  try {
    return documents.read(query, OperationTypeNode.SUBSCRIPTION);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Listeners by their numbers, or as a group with its exceptions, whichever is shorter. */
function addressOf({ joined }: Group, to: readonly Listener[]): Pick<HubAnswer, 'to' | 'except'> {
  const isOfJoined = to.every((listener) => joined.has(listener));
  if (!isOfJoined || to.length <= joined.size - to.length) return { to: to.map(({ number }) => number) };
  const included = new Set(to);
  return { except: [...joined].filter((listener) => !included.has(listener)).map(({ number }) => number) };
}
