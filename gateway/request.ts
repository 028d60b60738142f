/** One operation on its way through the gateway: who asks, from where, and how long it may take. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Identity } from '#lib/auth/identity.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Cost } from './cost/count-objects.ts';

export interface GatewayRequest {
  requestId: string;
  clientIp: string;
  userAgent: string | undefined;
  /** What subgraphs are told about who asks. */
  identity: Identity;
  /** Moments are of `performance.now()`. */
  beganMs: number;
  /** No fetch begins after this moment, and none goes on after it. */
  deadlineMs: number;
  /** Subgraphs that failed in this operation: they are not asked again for it. */
  unavailable: Set<string>;
  /** Aborts when the client has left: nothing more is fetched, but what writes is finished. */
  signal: AbortSignal;
  /** Takes the most that each event of a subscription can cost, once the subscription is checked. */
  onEventCost?: (cost: Cost) => void;
}

/** The operation under way, for Apollo Server's error formatter, which is given none. */
export const requestScope = new AsyncLocalStorage<GatewayRequest>();

/** Where a request or a socket comes from. */
export interface Origin {
  clientIp: string;
  userAgent: string | undefined;
  /** Aborts when the connection closes before its answer; for what answers nobody there is none. */
  signal?: AbortSignal;
}

const never = new AbortController().signal;

export const operationTimeoutMs = 10_000;

export function newRequestId(): string {
  return randomBytes(12).toString('base64url');
}

/** Ends what is not begun any more: its client has left. */
export function nobodyWaits(): AppError {
  return new AppError('SUBGRAPH_UNAVAILABLE', 'Nobody waits for this any more.');
}

/** What a request is before anybody is known to be signed in. */
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
