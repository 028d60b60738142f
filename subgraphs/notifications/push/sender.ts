/** The interface of push services: FCM, or the development outbox. */
import type { NotificationKind } from '../model/enums.ts';

/** One message to one device. */
export interface PushMessage {
  deliveryId: string;
  recipientId: string;
  token: string;
  kind: NotificationKind;
  title: string;
  body: string;
  /** Tells the app what to open. */
  data: Record<string, string>;
  /** A device shows only the newest message of a key, so that a repeated message replaces itself. */
  collapseKey: string;
  ttlSeconds: number;
  isUrgent: boolean;
}

export type PushOutcome =
  | { state: 'accepted' }
  /** The device no longer exists. */
  | { state: 'unregistered'; reason: string }
  /** Another try may succeed, after `afterMs` where the service names a wait. */
  | { state: 'throttled'; reason: string; afterMs: number | null }
  | { state: 'refused'; reason: string };

/** Sends up to 500 messages and returns their outcomes in the same order. A refused message is an outcome, not an error. */
export type SendPush = (messages: readonly PushMessage[]) => Promise<PushOutcome[]>;

export const mostAtOnce = 500;
