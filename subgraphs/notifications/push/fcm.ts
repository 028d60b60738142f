/** Messages to devices by Firebase Cloud Messaging. */
import { randomUUID } from 'node:crypto';
import { type Credential, deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging, type SendResponse, type TokenMessage } from 'firebase-admin/messaging';
import { z } from 'zod';
import type { PushMessage, PushOutcome, SendPush } from './sender.ts';

export interface Fcm extends AsyncDisposable {
  send: SendPush;
}

/** What FCM answers for a device that is there no more. */
const goneCodes = new Set([
  'messaging/registration-token-not-registered',
  'messaging/mismatched-credential',
  'messaging/sender-id-mismatch',
  'messaging/invalid-registration-token',
]);
/** What is about the message, and will not be otherwise next time. */
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
  /** How long a chunk may take in all: of a connection that breaks, the SDK never tells. It gives each message 15 s. */
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

/** What became of a message, by what FCM answered. What is not known to be final is tried again: it ends with its time to live. */
export function outcomeOf({ success, error }: SendResponse): PushOutcome {
  if (success) return { state: 'accepted' };
  const code = error?.code ?? 'unknown';
  const reason = `${code}: ${error?.message ?? ''}`.slice(0, 300);
  if (goneCodes.has(code) || (code === 'messaging/invalid-argument' && isAboutToken(error))) return { state: 'unregistered', reason };
  if (refusedCodes.has(code)) return { state: 'refused', reason };
  return { state: 'throttled', reason, afterMs: readRetryAfter(error?.httpResponse?.headers['retry-after']) };
}

/** Whether FCM faults the token of a message rather than what it says: such a device was never there. */
function isAboutToken(error: SendResponse['error']): boolean {
  const answer = violationsSchema.safeParse(error?.httpResponse?.data);
  const fields = answer.data?.error.details.flatMap(({ fieldViolations }) => fieldViolations.map(({ field }) => field)) ?? [];
  return fields.includes('message.token') || /\bregistration token\b/i.test(error?.message ?? '');
}

/** Seconds or a date, as RFC 9110 has it; null for anything else. */
function readRetryAfter(value: unknown): number | null {
  const text = Array.isArray(value) ? value[0] : value;
  if (typeof text !== 'string') return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
