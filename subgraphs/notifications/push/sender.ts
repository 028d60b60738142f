/** How messages come to devices; by FCM, or into the development outbox. */
import type { NotificationKind } from '../model/enums.ts';

/** One message to one device. */
export interface PushMessage {
  deliveryId: string;
  recipientId: string;
  token: string;
  kind: NotificationKind;
  title: string;
  body: string;
  /** What the app opens. */
  data: Record<string, string>;
  /** A device shows only the newest of those that share it: what comes twice replaces itself. */
  collapseKey: string;
  ttlSeconds: number;
  isUrgent: boolean;
}

export type PushOutcome =
  | { state: 'accepted' }
  /** The device is there no more. */
  | { state: 'unregistered'; reason: string }
  /** Worth trying again, not before `afterMs` where the service says so. */
  | { state: 'throttled'; reason: string; afterMs: number | null }
  | { state: 'refused'; reason: string };

/** Hands up to 500 messages over; what became of each, in their order. Never throws for what one message is refused for. */
export type SendPush = (messages: readonly PushMessage[]) => Promise<PushOutcome[]>;

export const mostAtOnce = 500;
