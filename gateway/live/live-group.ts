/** The listeners of one subscription as it is planned: each event is completed once for all who get the same, and its text made once. */
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import type { Identity } from '#lib/auth/identity.ts';
import type { CrowdViewer } from '#lib/crowd/execute-for-viewers.ts';
import type { HubAnswer, Place } from '#lib/hub/messages.ts';
import type { Cost } from '../cost/count-objects.ts';
import { countLoaded } from '../cost/count-loaded.ts';
import { completeForViewers, rememberFetches, type Fetches, type Result } from './complete-for-viewers.ts';
import type { GroupOperation, HubClient, HubErrors, HubListener } from './hub-client.ts';
import type { LiveMetrics } from './live-metrics.ts';
import { createPayload, type Payload } from './payload.ts';

/** How long sending may hold the event loop before others have a turn. */
const sliceMs = 8;
const sendsPerLook = 32;
const never = new AbortController().signal;

/** One subscription of a client. */
export interface Subscriber {
  shape: LiveShape;
  viewer: CrowdViewer;
  identity: () => Promise<Identity>;
  /** The cursor that the client gave. */
  after: string | null;
  /** Takes an event from the sender's budget. @throws AppError `RATE_LIMITED`, and then it does not get the event. */
  charge: (objects: number) => void;
  /** Called when its subgraph has taken it. */
  begun: () => void;
  send: (payload: Payload) => void;
  end: (errors: HubErrors | GraphQLError | null) => void;
}

/** What some clients ask for in the same words, with the same variables. */
export interface LiveShape {
  cost: Cost;
  /** Executes one event; `errors` have their client's form. */
  run: (event: { primary: FetchNode; rest: PlanNode | undefined }, send: Parameters<RunPlan>[0]) => Promise<Result>;
}
type RunPlan = Parameters<typeof completeForViewers>[0]['run'];

export interface LiveGroup {
  /** @returns A function that ends the subscription. */
  subscribe: (subscriber: Subscriber) => () => void;
  isEmpty: () => boolean;
}

export interface LiveGroupOptions {
  hub: HubClient;
  operation: GroupOperation;
  primary: FetchNode;
  rest: PlanNode | undefined;
  /** The cursor of an event as the subgraph sent it; null where there are none. */
  cursorOf: (data: unknown) => string | null;
  metrics: Pick<LiveMetrics, 'told' | 'subscribed' | 'heard'>;
  /** Asks a subgraph for some viewers, by their keys. */
  ask: (viewers: ReadonlyMap<string, CrowdViewer>) => Fetches;
}

/** A subscriber, and the number of the last event that it was sent. */
interface Seat {
  subscriber: Subscriber;
  lastSeq: number;
  isOpen: boolean;
}

/** A listener of the subgraph's, and the subscribers behind it. */
interface Member {
  key: string;
  viewer: CrowdViewer;
  seats: Set<Seat>;
  listener: HubListener;
}

/** For whom one answer is in one shape, by the keys of their viewers. */
interface Addressees {
  viewers: Map<string, CrowdViewer>;
  seats: Map<string, Seat[]>;
}

export function createLiveGroup({ hub, operation, primary, rest, cursorOf, metrics, ask }: LiveGroupOptions): LiveGroup {
  const isResumable = operation.afterVariable !== null;
  const members = new Map<HubListener, Member>();
  /** The members whom all subscribers of a viewer share once these have what they missed. */
  const shared = new Map<string, Member>();
  /** Those who resume after the same cursor, until the first event for them: sockets of one viewer are often cut together. */
  const resuming = new Map<string, Member>();
  const memberOf = new Map<Seat, Member>();
  let last: Promise<void> = Promise.resolve();
  /** Each message is worked on after those before it. */
  const inTurn = async (work: () => Promise<void> | void): Promise<void> => {
    last = last.then(work, work);
    await last;
  };

  const group = hub.openGroup(operation, {
    event: async ({ place, atMs }, answers) => {
      metrics.heard(primary.serviceName);
      await inTurn(async () => metrics.told({ deliveries: await tell(place, answers), atMs }));
    },
    joined: async (listeners, isOfLog) =>
      await inTurn(() => {
        for (const listener of listeners) {
          closeResumption(members.get(listener));
          for (const seat of members.get(listener)?.seats ?? []) if (seat.isOpen) seat.subscriber.begun();
          if (isOfLog) merge(listener);
        }
      }),
    complete: async (listeners) =>
      await inTurn(() => {
        for (const listener of listeners) endMember(listener, null);
      }),
    refused: async (listener, errors) => await inTurn(() => endMember(listener, errors)),
  });

  const endMember = (listener: HubListener, errors: HubErrors | null): void => {
    const member = members.get(listener);
    if (!member) return;
    drop(member);
    for (const seat of member.seats) endSeat(seat, errors);
  };

  const closeResumption = (member: Member | undefined): void => {
    const { key, listener } = member ?? {};
    const own = `${key} ${listener?.after}`;
    if (resuming.get(own) === member) resuming.delete(own);
  };
  const drop = (member: Member): void => {
    members.delete(member.listener);
    if (shared.get(member.key) === member) shared.delete(member.key);
    closeResumption(member);
    member.listener.leave();
  };
  const endSeat = (seat: Seat, errors: HubErrors | GraphQLError | null): void => {
    memberOf.delete(seat);
    if (!seat.isOpen) return;
    seat.isOpen = false;
    metrics.subscribed(-1);
    seat.subscriber.end(errors);
  };
  const move = (seat: Seat, to: Member): void => {
    to.seats.add(seat);
    memberOf.set(seat, to);
  };
  /** A listener that has caught up needs no place of its own beside the one of its viewer. */
  const merge = (listener: HubListener): void => {
    const member = members.get(listener);
    if (!member) return;
    const main = shared.get(member.key);
    if (!main) shared.set(member.key, member);
    else if (main !== member && main.listener.isJoined) {
      for (const seat of member.seats) move(seat, main);
      member.seats.clear();
      drop(member);
    }
  };

  const tell = async (place: Place | null, answers: { answer: HubAnswer; to: HubListener[] }[]): Promise<number> => {
    // What is not of the log is for nobody twice.
    const seq = place?.seq ?? Infinity;
    const everybody = new Map<string, CrowdViewer>();
    const told = answers.map(({ answer: { data, errors }, to }) => {
      const byShape = new Map<LiveShape, Addressees>();
      for (const member of to.flatMap((listener) => members.get(listener) ?? [])) {
        if (resuming.size > 0) closeResumption(member);
        for (const seat of member.seats) {
          if (seat.lastSeq >= seq) continue;
          const { shape } = seat.subscriber;
          const own = byShape.get(shape) ?? { viewers: new Map<string, CrowdViewer>(), seats: new Map<string, Seat[]>() };
          byShape.set(shape, own);
          own.viewers.set(member.key, member.viewer);
          everybody.set(member.key, member.viewer);
          const seats = own.seats.get(member.key);
          if (seats) seats.push(seat);
          else own.seats.set(member.key, [seat]);
        }
      }
      return { answer: { data, ...(errors && { errors }) }, byShape };
    });
    // Asked at once for all whom the event is for: as a rule their answers and shapes need the same.
    const all = [...everybody.keys()];
    const fetchFor = rememberFetches(ask(everybody));
    const fetches: Fetches = async (fetch, variables) => await fetchFor(fetch, variables, all);
    let sent = 0;
    for (const { answer, byShape } of told) {
      for (const [shape, { viewers, seats }] of byShape) {
        const run: RunPlan = async (fetch) => await shape.run({ primary, rest }, fetch);
        for (const { result, viewers: keys } of await completeForViewers({ primary, answer, viewers, run, ask: fetches })) {
          const loaded = countLoaded(result.data, shape.cost, { signal: never, beganMs: 0 });
          const chosen = keys.flatMap((key) => seats.get(key) ?? []);
          sent += await send(chosen, { payload: createPayload(result, cursorOf(answer.data)), loaded, seq: place?.seq ?? null });
        }
      }
    }
    return sent;
  };

  /** @returns How many got it. */
  const send = async (
    seats: readonly Seat[],
    { payload, loaded, seq }: { payload: Payload; loaded: number; seq: number | null },
  ): Promise<number> => {
    let sent = 0;
    let beganMs = performance.now();
    for (const [index, seat] of seats.entries()) {
      if (index % sendsPerLook === 0 && performance.now() - beganMs > sliceMs) {
        await new Promise(setImmediate);
        beganMs = performance.now();
      }
      if (!seat.isOpen || (seq !== null && seat.lastSeq >= seq)) continue;
      try {
        seat.subscriber.charge(loaded);
      } catch (error) {
        leave(seat);
        endSeat(seat, error as GraphQLError);
        continue;
      }
      seat.lastSeq = seq ?? seat.lastSeq;
      seat.subscriber.send(payload);
      sent += 1;
    }
    return sent;
  };

  const leave = (seat: Seat): void => {
    const member = memberOf.get(seat);
    memberOf.delete(seat);
    if (!member) return;
    member.seats.delete(seat);
    if (member.seats.size === 0) drop(member);
  };

  return {
    isEmpty: () => members.size === 0,
    subscribe: (subscriber) => {
      const { viewer, identity, after } = subscriber;
      const key = `${viewer.viewerId ?? ''} ${viewer.role}`;
      const seat: Seat = { subscriber, lastSeq: 0, isOpen: true };
      let member = after === null ? shared.get(key) : resuming.get(`${key} ${after}`);
      if (!member) {
        member = { key, viewer, seats: new Set(), listener: group.join({ identity, after }) };
        members.set(member.listener, member);
        // Of others only the subgraph knows whether a later one gets the same.
        if (after === null && isResumable) shared.set(key, member);
        else if (after !== null) resuming.set(`${key} ${after}`, member);
      }
      move(seat, member);
      metrics.subscribed(1);
      if (member.listener.isJoined) subscriber.begun();
      return () => {
        leave(seat);
        endSeat(seat, null);
      };
    },
  };
}
