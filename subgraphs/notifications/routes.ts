/** Routes besides GraphQL: unsubscribing from mails, and outside production the development mailbox and outbox. */
import escapeHtml from 'escape-html';
import type { Express, Request } from 'express';
import type { NotificationsDeps } from './deps.ts';
import { readUnsubscribe, unsubscribe } from './mail/unsubscribe.ts';
import { isLocalHost } from '#lib/net/is-local-host.ts';
import { AppError } from '#lib/core/errors.ts';

const mostShown = 100;

/** Adds the routes; the gateway forwards `/mail/…` and `/dev/…`. */
export function routes(app: Express, deps: NotificationsDeps): void {
  app.get('/mail/unsubscribe', (request, response) => {
    // GET changes nothing: programs that scan mails open their links.
    const isGood = isToken(deps, tokenOf(request));
    const form = `<form method="post" action="?token=${escapeHtml(encodeURIComponent(tokenOf(request)))}"><button>No more of these mails</button></form>`;
    response
      .status(isGood ? 200 : 400)
      .type('html')
      .send(page(isGood ? form : '<p>This link is not complete.</p>'));
  });
  app.post('/mail/unsubscribe', async (request, response) => {
    const isGood = isToken(deps, tokenOf(request));
    if (isGood) await unsubscribe(deps, tokenOf(request));
    response
      .status(isGood ? 200 : 400)
      .type('html')
      .send(page(isGood ? '<p>You get no more of these mails.</p>' : '<p>This link is not complete.</p>'));
  });
  if (deps.config.NODE_ENV === 'production') return;
  app.use('/dev', (request, response, next) => {
    // Otherwise a page whose host name resolves to this machine (DNS rebinding) could read the answer.
    if (isLocalHost(request.headers.host)) next();
    else response.status(403).end();
  });
  app.get('/dev/mail', async (_request, response) => {
    const mails = await deps.models.mailbox.find().sort({ at: -1 }).limit(mostShown).lean();
    response.set('cache-control', 'no-store').json(mails.map(({ _id: id, message, times, at }) => ({ id, at, times, ...message })));
  });
  app.get('/dev/push', async (_request, response) => {
    const pushed = await deps.models.outbox.find().sort({ at: -1 }).limit(mostShown).lean();
    response
      .set('cache-control', 'no-store')
      .json(pushed.map(({ _id: id, recipientId, message, times, at }) => ({ id, at, times, recipientId, ...message })));
  });
}

function tokenOf({ query }: Request): string {
  const { token } = query;
  return typeof token === 'string' ? token : '';
}

function isToken(deps: NotificationsDeps, token: string): boolean {
  try {
    return readUnsubscribe(deps, token).userId !== '';
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Agora</title></head><body>${body}</body></html>\n`;
}
