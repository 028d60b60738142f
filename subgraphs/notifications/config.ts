/** The settings that notifications reads besides those that every subgraph reads. */
import { z } from 'zod';

export const config = {
  /** The address under which clients reach the gateway: what links in mails begin with. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** A Google service account as JSON, or the path of a file that holds one: devices are pushed to by FCM rather than into the development outbox. */
  FIREBASE_SERVICE_ACCOUNT: z.string().min(1).optional(),
  /** `smtp://user:password@host:587` or `smtps://…`: mails go there rather than into the development mailbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom mails come from. */
  AGORA_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]{3,320}$/, 'must be one line')
    .default('Agora <no-reply@localhost>'),
};
