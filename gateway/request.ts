/** One operation on its way through the gateway: its sender, their address, and its deadline. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Identity } from '#lib/auth/identity.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Cost } from './cost/count-objects.ts';

export interface GatewayRequest {
  requestId: string;
  clientIp: string;
  userAgent: string | undefined;
  /** The sender as subgraphs see them. */
  identity: Identity;
  /** Moments are of `performance.now()`. */
  beganMs: number;
  /** No fetch begins or continues after this moment. */
  deadlineMs: number;
  /** Subgraphs that failed in this operation: they are not asked again for it. */
  unavailable: Set<string>;
  /** Aborts when the client has left. No fetch begins after that, but a mutation is finished. */
  signal: AbortSignal;
  /** Takes the most that each event of a subscription can cost, once the subscription is checked. */
  onEventCost?: (cost: Cost) => void;
}

/** The operation under way, for Apollo Server's error formatter, which receives no context. */
export const requestScope = new AsyncLocalStorage<GatewayRequest>();

/** The client of a request or a socket. */
export interface Origin {
  clientIp: string;
  userAgent: string | undefined;
  /** Aborts when the connection closes before its answer; absent where no client waits. */
  signal?: AbortSignal;
}

const never = new AbortController().signal;

export const operationTimeoutMs = 10_000;

const idBytes = 12;
const idsAtOnce = 256;
let random = Buffer.alloc(0);
let used = 0;

/** A new id. Chance is fetched for many at once: a call for a few bytes takes longer than the rest of it. */
export function newRequestId(): string {
  if (used >= random.length) {
    random = randomBytes(idBytes * idsAtOnce);
    used = 0;
  }
  used += idBytes;
  return random.toString('base64url', used - idBytes, used);
}

/** The error of work that stops because its client has left. */
export function clientLeft(): AppError {
  return new AppError('SUBGRAPH_UNAVAILABLE', 'The client has left.');
}

/** Begins a request whose sender is not known yet. */
export function newRequest({ clientIp, userAgent, signal = never }: Origin, requestId = newRequestId()): GatewayRequest {
  return {
    requestId,
    clientIp,
    userAgent,
    identity: { service: null, viewerId: null, role: 'MEMBER', sessionId: null, requestId, inAnyBlock: false },
    beganMs: performance.now(),
    deadlineMs: performance.now() + operationTimeoutMs,
    unavailable: new Set(),
    signal,
  };
}
