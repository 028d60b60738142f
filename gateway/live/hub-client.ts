/** The gateway's side of the live protocol (lib/hub/PROTOCOL.md): one connection to a subgraph for all of its listeners. */
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { hashBody, hashOperation, signIdentity, type Identity } from '#lib/auth/identity.ts';
import {
  type GatewayMessage,
  hubMessageSchema,
  hubPath,
  type HubAnswer,
  type HubMessage,
  type Join,
  maxJoinsAtOnce,
  type Place,
} from '#lib/hub/messages.ts';
import type { Logger } from '#lib/observe/log.ts';
import { gatewayItself, givenUpAfterMs } from '../subscriptions/upstream.ts';
import { openHubSocket } from './open-hub-socket.ts';

const maxRetryMs = 1_000;
const rejoinAfterMs = 250;
/** How long a subgraph without the protocol is not asked for it again. */
const absentMs = 30_000;
/** Messages under work above which no more are read. */
const maxUnderWork = 1_000;

export type HubErrors = NonNullable<HubAnswer['errors']>;

/** What a group's owner is told, in the order in which it happened. It returns when that is done. */
export interface GroupHandlers {
  event: (at: { place: Place | null; atMs: number | null }, answers: { answer: HubAnswer; to: HubListener[] }[]) => Promise<void>;
  /** @param isOfLog - Whether another listener of the same viewer gets the same from now on. */
  joined: (listeners: HubListener[], isOfLog: boolean) => Promise<void>;
  complete: (listeners: HubListener[]) => Promise<void>;
  refused: (listener: HubListener, errors: HubErrors) => Promise<void>;
}

export interface HubListener {
  number: number;
  group: HubGroup;
  identity: () => Promise<Identity>;
  after: string | null;
  /** Up to here it has everything; null before it has joined. */
  place: Place | null;
  isJoined: boolean;
  leave: () => void;
}

export interface HubGroup {
  number: number;
  /** The place of the last event that was for all who have joined. */
  place: Place | null;
  listeners: Map<number, HubListener>;
  join: (listener: Pick<HubListener, 'identity' | 'after'>) => HubListener;
}

export interface GroupOperation {
  query: string;
  variables: Record<string, unknown>;
  afterVariable: string | null;
}

export interface HubClient extends AsyncDisposable {
  /** Connects. @returns Whether the subgraph is there and speaks the protocol. */
  isThere: () => Promise<boolean>;
  openGroup: (operation: GroupOperation, handlers: GroupHandlers) => HubGroup;
}

export interface HubClientOptions {
  name: string;
  /** The subgraph's GraphQL endpoint. */
  url: URL;
  secret: string;
  clock: () => Date;
  log: Logger;
}

interface OwnGroup extends HubGroup {
  operation: GroupOperation;
  handlers: GroupHandlers;
}

export function createHubClient({ name, url, secret, clock, log }: HubClientOptions): HubClient {
  const groups = new Map<number, OwnGroup>();
  const closing = new AbortController();
  let lastNumber = 0;
  let socket: WebSocket | null = null;
  let isReady = false;
  let connecting: Promise<boolean> | null = null;
  let absentUntilMs = -Infinity;
  let awaySinceMs: number | null = null;
  let underWork = 0;
  const joining = new Set<HubListener>();
  const leaving: number[] = [];
  const ended: number[] = [];
  let isFlushing = false;

  const address = new URL(hubPath, url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

  const sign = (identity: Identity, bodyHash: string): string => signIdentity(identity, { secret, audience: name, bodyHash, now: clock() });
  const send = (message: GatewayMessage): void => socket?.send(JSON.stringify(message));

  /** Sends who comes and who goes, those of one moment together. */
  const flush = async (): Promise<void> => {
    if (isFlushing) return;
    isFlushing = true;
    try {
      await new Promise(setImmediate);
      while (isReady && (joining.size > 0 || leaving.length > 0 || ended.length > 0)) {
        const to = socket;
        if (leaving.length > 0 || ended.length > 0) send({ type: 'leave', listeners: leaving.splice(0), groups: ended.splice(0) });
        const batch = [...joining].slice(0, maxJoinsAtOnce);
        const joins = await Promise.all(batch.map(async (listener) => await joinOf(listener).catch(() => null)));
        if (socket !== to || !isReady) return;
        const present: Join[] = [];
        for (const [index, listener] of batch.entries()) {
          joining.delete(listener);
          const join = joins[index];
          // One whose viewer cannot be told just now holds up nobody else.
          if (!join) setTimeout(() => rejoin(listener), rejoinAfterMs).unref();
          else if (listener.group.listeners.has(listener.number)) present.push(join);
        }
        if (present.length > 0) send({ type: 'join', listeners: present });
      }
    } finally {
      isFlushing = false;
    }
    if (isReady && (joining.size > 0 || leaving.length > 0 || ended.length > 0)) await flush();
  };
  const flushSoon = (): void => void flush().catch((error: unknown) => log.warn({ err: error, subgraph: name }, 'joins not sent'));

  const joinOf = async ({ number, group, identity, after, place, isJoined }: HubListener): Promise<Join> => {
    const { operation } = groups.get(group.number) ?? { operation: { query: '', variables: {} } };
    const { query, variables } = operation;
    const token = sign(await identity(), hashOperation({ query, variables }));
    const from = isJoined ? later(place, group.place) : place;
    return { listener: number, group: group.number, identity: token, after, from };
  };

  const work = async (message: HubMessage): Promise<void> => {
    if (message.type === 'ready') return;
    if (message.type === 'refused') {
      const listener = [...groups.values()].map(({ listeners }) => listeners.get(message.listener)).find(Boolean);
      if (!listener) return;
      // The subgraph has forgotten it already.
      if (message.errors.every(({ extensions }) => isPassing(extensions?.['code'])) && !isTooLong(listener)) {
        setTimeout(() => rejoin(listener), rejoinAfterMs).unref();
        return;
      }
      const { handlers } = groups.get(listener.group.number) ?? {};
      forget(listener);
      return await handlers?.refused(listener, message.errors);
    }
    const group = groups.get(message.group);
    if (!group) return;
    if (message.type === 'joined') {
      const listeners = message.listeners.flatMap((number) => group.listeners.get(number) ?? []);
      for (const listener of listeners) {
        Object.assign(listener, { isJoined: true, place: later(listener.place, message.place) });
        refusedSince.delete(listener);
      }
      return await group.handlers.joined(listeners, message.place !== null);
    }
    if (message.type === 'complete') {
      const listeners = message.listeners.flatMap((number) => group.listeners.get(number) ?? []);
      // The subgraph has forgotten them already.
      for (const listener of listeners) forget(listener);
      return await group.handlers.complete(listeners);
    }
    const { place, atMs } = message;
    const answers = message.answers.map((answer) => ({ answer, to: addressed(group, answer) }));
    if (place)
      for (const { to } of answers)
        for (const listener of to) {
          if (listener.isJoined) group.place = place;
          else listener.place = place;
        }
    return await group.handlers.event({ place, atMs }, answers);
  };

  /** Takes a listener away, and its group with the last one. */
  const forget = ({ number, group }: HubListener): boolean => {
    if (!group.listeners.delete(number)) return false;
    if (group.listeners.size === 0 && groups.delete(group.number)) {
      ended.push(group.number);
      group.place = null;
      flushSoon();
    }
    return true;
  };

  const refusedSince = new WeakMap<HubListener, number>();
  const isTooLong = (listener: HubListener): boolean => {
    const sinceMs = refusedSince.get(listener) ?? performance.now();
    refusedSince.set(listener, sinceMs);
    return performance.now() - sinceMs > givenUpAfterMs;
  };
  const rejoin = (listener: HubListener): void => {
    if (!listener.group.listeners.has(listener.number)) return;
    listener.place = listener.isJoined ? later(listener.place, listener.group.place) : listener.place;
    listener.isJoined = false;
    joining.add(listener);
    flushSoon();
  };

  const hear = (to: WebSocket, text: string, ready: () => void): void => {
    const message = hubMessageSchema.parse(JSON.parse(text));
    if (message.type === 'ready') return ready();
    underWork += 1;
    if (underWork > maxUnderWork) to.pause();
    const done = (): void => {
      underWork -= 1;
      if (underWork <= maxUnderWork / 2) to.resume();
    };
    work(message)
      .catch((error: unknown) => log.error({ err: error, subgraph: name }, 'live event lost'))
      .finally(done);
  };

  const open = async (): Promise<boolean> =>
    await new Promise((resolve) => {
      const ready = (opened: WebSocket): void => {
        socket = opened;
        isReady = true;
        awaySinceMs = null;
        ended.length = 0;
        leaving.length = 0;
        for (const { number, operation } of groups.values()) send({ type: 'group', group: number, ...operation });
        for (const group of groups.values()) for (const listener of group.listeners.values()) rejoin(listener);
        resolve(true);
      };
      openHubSocket({
        ...{ name, address, log },
        open: (opened) => {
          opened.send(JSON.stringify({ type: 'hello', identity: sign(gatewayItself(), hashBody('connect')) } satisfies GatewayMessage));
        },
        hear: (opened, text) => hear(opened, text, () => ready(opened)),
        closed: (opened) => {
          if (socket === opened) {
            socket = null;
            isReady = false;
            if (groups.size > 0) void reconnect();
          }
          resolve(false);
        },
        absent: () => {
          absentUntilMs = performance.now() + absentMs;
        },
      });
    });

  const connect = async (): Promise<boolean> => {
    if (isReady) return true;
    if (closing.signal.aborted || performance.now() < absentUntilMs) return false;
    connecting ??= open().finally(() => {
      connecting = null;
    });
    return await connecting;
  };

  const reconnect = async (): Promise<void> => {
    awaySinceMs ??= performance.now();
    for (let retries = 0; groups.size > 0 && !closing.signal.aborted; retries += 1) {
      if (await connect()) return;
      if (performance.now() - awaySinceMs > givenUpAfterMs) return giveUp();
      const waitMs = Math.min(50 * 2 ** retries, maxRetryMs) * (0.5 + Math.random() / 2);
      await delay(waitMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const giveUp = (): void => {
    const message = 'What happens cannot be followed just now: subscribe again after the last cursor.';
    for (const group of groups.values()) {
      group.place = null;
      for (const listener of group.listeners.values()) {
        group.listeners.delete(listener.number);
        void group.handlers.refused(listener, [{ message, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
      }
    }
    groups.clear();
  };

  return {
    isThere: connect,
    openGroup: (operation, handlers) => {
      const listeners = new Map<number, HubListener>();
      lastNumber += 1;
      const group: OwnGroup = {
        number: lastNumber,
        place: null,
        listeners,
        operation,
        handlers,
        join: ({ identity, after }) => {
          if (!groups.has(group.number)) {
            groups.set(group.number, group);
            // Its end, which was not sent yet, would end it again.
            const at = ended.indexOf(group.number);
            if (at >= 0) ended.splice(at, 1);
            if (isReady) send({ type: 'group', group: group.number, ...operation });
          }
          lastNumber += 1;
          const number = lastNumber;
          const leave = (): void => {
            if (!forget(listener)) return;
            joining.delete(listener);
            leaving.push(number);
            flushSoon();
          };
          const listener: HubListener = { number, group, identity, after, place: null, isJoined: false, leave };
          listeners.set(number, listener);
          joining.add(listener);
          flushSoon();
          if (!isReady) void reconnect();
          return listener;
        },
      };
      return group;
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      groups.clear();
      socket?.close(1000);
      await connecting;
      socket?.terminate();
    },
  };
}

function addressed({ listeners }: HubGroup, { to, except }: HubAnswer): HubListener[] {
  if (to) return to.flatMap((number) => listeners.get(number) ?? []);
  const left = new Set(except);
  return [...listeners.values()].filter(({ number, isJoined }) => isJoined && !left.has(number));
}

function later(one: Place | null, other: Place | null): Place | null {
  if (!one || !other) return one ?? other;
  return one.epoch === other.epoch && one.seq > other.seq ? one : other;
}

function isPassing(code: unknown): boolean {
  return code === 'RATE_LIMITED' || code === 'SUBGRAPH_UNAVAILABLE';
}
