/** The settings of notifications, besides those of every subgraph. */
import { z } from 'zod';

export const config = {
  /** The gateway's address for clients, with which links in mails begin. */
  AGORA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
  /** A Google service account as JSON, or the path of its file: FCM then carries pushes, rather than the development outbox. */
  FIREBASE_SERVICE_ACCOUNT: z.string().min(1).optional(),
  /** The mail server, `smtp://user:password@host:587` or `smtps://…`; without it the development mailbox keeps mails. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of mails. */
  AGORA_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]{3,320}$/, 'must be one line')
    .default('Agora <no-reply@localhost>'),
};
