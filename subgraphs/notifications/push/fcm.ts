/** Sends messages to devices with Firebase Cloud Messaging. */
import { randomUUID } from 'node:crypto';
import { type Credential, deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging, type SendResponse, type TokenMessage } from 'firebase-admin/messaging';
import { z } from 'zod';
import type { PushMessage, PushOutcome, SendPush } from './sender.ts';

export interface Fcm extends AsyncDisposable {
  send: SendPush;
}

/** FCM's codes for a device that no longer exists. */
const goneCodes = new Set([
  'messaging/registration-token-not-registered',
  'messaging/mismatched-credential',
  'messaging/sender-id-mismatch',
  'messaging/invalid-registration-token',
]);
/** FCM's codes for a message that every further try would fail with. */
const refusedCodes = new Set([
  'messaging/invalid-argument',
  'messaging/invalid-recipient',
  'messaging/invalid-payload',
  'messaging/payload-size-limit-exceeded',
  'messaging/third-party-auth-error',
]);

const violationsSchema = z.object({
  error: z.object({
    details: z.array(z.object({ fieldViolations: z.array(z.object({ field: z.string().default('') })).default([]) })).default([]),
  }),
});

export interface FcmOptions {
  projectId: string;
  credential: Credential;
  /** The limit for a whole chunk: the SDK never reports a broken connection. It gives each message 15 s. */
  timeoutMs?: number;
}

/** Opens FCM for a Firebase project. */
export function openFcm({ projectId, credential, timeoutMs = 20_000 }: FcmOptions): Fcm {
  const app = initializeApp({ projectId, credential }, `agora-${randomUUID()}`);
  const messaging = getMessaging(app);
  leaveRetriesToUs(messaging);
  return {
    send: async (messages) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`FCM does not answer within ${timeoutMs} ms.`)), timeoutMs);
      });
      try {
        const { responses } = await Promise.race([messaging.sendEach(messages.map(toFcm)), late]);
        return responses.map(outcomeOf);
      } finally {
        clearTimeout(timer);
      }
    },
    [Symbol.asyncDispose]: async () => await deleteApp(app),
  };
}

/** The SDK would wait out a 503 inside the chunk, where nothing takes it back any more; it has no setting for that. */
function leaveRetriesToUs(messaging: object): void {
  const { messagingRequestHandler: handler } = messaging as { messagingRequestHandler?: { http2Client?: { retry?: unknown } } };
  if (handler?.http2Client) handler.http2Client.retry = undefined;
}

function toFcm(message: PushMessage): TokenMessage {
  const { token, title, body, data, collapseKey, ttlSeconds, isUrgent } = message;
  const expiresAt = Math.floor(Date.now() / 1000) + ttlSeconds;
  return {
    token,
    notification: { title, body },
    data,
    android: {
      collapseKey,
      ttl: ttlSeconds * 1_000,
      priority: isUrgent ? 'high' : 'normal',
      notification: { tag: collapseKey },
    },
    apns: {
      headers: {
        'apns-collapse-id': collapseKey,
        'apns-expiration': String(expiresAt),
        'apns-priority': isUrgent ? '10' : '5',
      },
    },
    webpush: { headers: { Topic: collapseKey, TTL: String(ttlSeconds), Urgency: isUrgent ? 'high' : 'normal' } },
  };
}

/** The outcome of a message by FCM's answer. An unknown error counts as temporary: the push's time to live ends the tries. */
export function outcomeOf({ success, error }: SendResponse): PushOutcome {
  if (success) return { state: 'accepted' };
  const code = error?.code ?? 'unknown';
  const reason = `${code}: ${error?.message ?? ''}`.slice(0, 300);
  if (goneCodes.has(code) || (code === 'messaging/invalid-argument' && isAboutToken(error))) return { state: 'unregistered', reason };
  if (refusedCodes.has(code)) return { state: 'refused', reason };
  return { state: 'throttled', reason, afterMs: readRetryAfter(error?.httpResponse?.headers['retry-after']) };
}

/** Whether FCM rejects the token rather than the content: such a device never existed. */
function isAboutToken(error: SendResponse['error']): boolean {
  const answer = violationsSchema.safeParse(error?.httpResponse?.data);
  const fields = answer.data?.error.details.flatMap(({ fieldViolations }) => fieldViolations.map(({ field }) => field)) ?? [];
  return fields.includes('message.token') || /\bregistration token\b/i.test(error?.message ?? '');
}

/** The milliseconds of a `retry-after` header: seconds or a date (RFC 9110); null for anything else. */
function readRetryAfter(value: unknown): number | null {
  const text = Array.isArray(value) ? value[0] : value;
  if (typeof text !== 'string') return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
