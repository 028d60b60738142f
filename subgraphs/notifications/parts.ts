/** FCM and the mail server, each null where the settings name none. */
import { readFileSync } from 'node:fs';
import { cert } from 'firebase-admin/app';
import { z } from 'zod';
import { ConfigError } from '#lib/config/config.ts';
import type { ConfigOf, PartsOptions } from '#lib/service/define-subgraph.ts';
import type { config } from './config.ts';
import { openSmtp, type Smtp } from './mail/smtp.ts';
import { type Fcm, openFcm } from './push/fcm.ts';

export interface Parts {
  fcm: Fcm | null;
  smtp: Smtp | null;
}

const accountSchema = z.object({ project_id: z.string(), client_email: z.string(), private_key: z.string() });

/** Opens FCM and the mail server. @throws ConfigError for an invalid service account. */
export function createParts({ config: settings, log }: PartsOptions<ConfigOf<typeof config>>): Parts & AsyncDisposable {
  const { FIREBASE_SERVICE_ACCOUNT, SMTP_URL, AGORA_MAIL_FROM, NODE_ENV } = settings;
  const fcm = FIREBASE_SERVICE_ACCOUNT === undefined ? null : openFcm(readServiceAccount(FIREBASE_SERVICE_ACCOUNT));
  const smtp = SMTP_URL === undefined ? null : openSmtp({ url: SMTP_URL, from: AGORA_MAIL_FROM });
  if (NODE_ENV === 'production') {
    if (fcm === null) log.warn('FIREBASE_SERVICE_ACCOUNT is not set: no device is pushed to');
    if (smtp === null) log.warn('SMTP_URL is not set: no mail is sent, and no password can be reset');
  }
  return {
    fcm,
    smtp,
    [Symbol.asyncDispose]: async () => {
      smtp?.close();
      await fcm?.[Symbol.asyncDispose]();
    },
  };
}

function readServiceAccount(text: string): Parameters<typeof openFcm>[0] {
  try {
    const json = text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8');
    const { project_id: projectId, client_email: clientEmail, private_key: privateKey } = accountSchema.parse(JSON.parse(json));
    return { projectId, credential: cert({ projectId, clientEmail, privateKey }) };
  } catch {
    throw new ConfigError('Settings at fault:\n  FIREBASE_SERVICE_ACCOUNT: is neither a service account as JSON nor the path of one');
  }
}
