/** Sends mails with SMTP. */
import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';

export interface Smtp {
  /** Sends a mail. @throws nodemailer's error when the server does not accept it. */
  send: (mail: Mail) => Promise<void>;
  close: () => void;
}

const timeoutMs = 10_000;

/** Opens a pool of connections to a mail server. */
export function openSmtp({ url, from }: { url: string; from: string }): Smtp {
  const domain = domainToASCII(/@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? '') || 'localhost';
  const transport = createTransport(
    { url, pool: true, dnsTimeout: timeoutMs, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    send: async ({ id, to, subject, text, html, unsubscribeUrl }) => {
      await transport.sendMail({
        to: { name: to.name, address: to.address },
        subject,
        text,
        html,
        messageId: `<${encodeURIComponent(id)}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribeUrl !== null && {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      });
    },
    close: () => transport.close(),
  };
}
