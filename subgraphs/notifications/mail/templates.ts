/** The templates of all mails. `lay-out.ts` makes their text and HTML. */
import { z } from 'zod';
import { layOut, type Letter, type Rendered } from './lay-out.ts';

const to = z.object({ userId: z.string(), name: z.string(), address: z.string() });
const place = { at: z.iso.datetime(), userAgent: z.string().nullable(), ip: z.string().nullable() };

/** A mail to send: the name of its template, and the template's values. */
export const mailRequestSchema = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verification'), to, url: z.url() }),
  z.object({ template: z.literal('password-reset'), to, url: z.url(), minutes: z.number().int() }),
  z.object({ template: z.literal('password-changed'), to, at: z.iso.datetime() }),
  z.object({ template: z.literal('new-session'), to, ...place }),
  z.object({ template: z.literal('media-ready'), to, url: z.url(), levels: z.number().int(), unsubscribeUrl: z.url() }),
  z.object({ template: z.literal('article-added'), to, url: z.url(), title: z.string(), description: z.string(), unsubscribeUrl: z.url() }),
  z.object({ template: z.literal('weekly-digest'), to, url: z.url(), lines: z.array(z.string()), unsubscribeUrl: z.url() }),
]);
export type MailRequest = z.infer<typeof mailRequestSchema>;

const notYou = 'If this was not you, nothing more is needed: without this mail nobody can go on.';

/** Renders a mail. */
export function render(mail: MailRequest): Rendered & { unsubscribeUrl: string | null } {
  const unsubscribeUrl = 'unsubscribeUrl' in mail ? mail.unsubscribeUrl : null;
  return { ...layOut(letterOf(mail), unsubscribeUrl), unsubscribeUrl };
}

function letterOf(mail: MailRequest): Letter {
  const greeting = mail.to.name === '' ? 'Hello,' : `Hello ${mail.to.name},`;
  switch (mail.template) {
    case 'verification':
      return {
        subject: 'Confirm your address',
        lines: [greeting, 'please confirm that this address is yours. The link is good for 7 days, and once.'],
        action: { label: 'Confirm this address', url: mail.url },
        footnote: 'If you made no account here, somebody mistyped: you need do nothing.',
      };
    case 'password-reset':
      return {
        subject: 'Choose a new password',
        lines: [
          greeting,
          `somebody asked to choose a new password for your account. The link is good for ${mail.minutes} minutes, and once.`,
        ],
        action: { label: 'Choose a new password', url: mail.url },
        footnote: notYou,
      };
    case 'password-changed':
      return {
        subject: 'Your password was changed',
        lines: [greeting, `the password of your account was changed on ${mail.at}. The other sessions were ended.`],
        action: null,
        footnote: 'If this was not you, choose a new password now, by "Forgot password".',
      };
    case 'new-session':
      return {
        subject: 'A new sign-in to your account',
        lines: [
          greeting,
          `somebody signed in to your account on ${mail.at}.`,
          `Program: ${mail.userAgent ?? 'unknown'}`,
          `Address: ${mail.ip ?? 'unknown'}`,
        ],
        action: null,
        footnote: 'If this was not you, end the session in your settings and change your password.',
      };
    case 'media-ready':
      return {
        subject: 'Your dithered image is ready',
        lines: [greeting, `your image, dithered to ${mail.levels} levels a channel, can be shown now.`],
        action: { label: 'Open the image', url: mail.url },
        footnote: null,
      };
    case 'article-added':
      return {
        subject: `A new article: ${mail.title}`,
        lines: [greeting, 'an article was published.', mail.title, ...(mail.description === '' ? [] : [mail.description])],
        action: { label: 'Read it', url: mail.url },
        footnote: 'You get this because you are an admin.',
      };
    case 'weekly-digest':
      return {
        subject: 'What you have not read this week',
        lines: [greeting, ...mail.lines],
        action: { label: 'Read it', url: mail.url },
        footnote: null,
      };
  }
}
