/** What others read without GraphQL: the articles as a feed, the events as a calendar file, and the calendar of one person. */
import { createHash } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { memoize } from '#lib/core/memoize.ts';
import { calendarPath, eventsPath, feedPath } from '#lib/news/addresses.ts';
import type { NewsDeps } from '../deps.ts';
import { articleFeed } from './article-feed.ts';
import { calendarFile } from './calendar-file.ts';
import { findCalendarOwner } from './calendar-key.ts';
import { findEventsOf, findPublicEvents } from './find-events.ts';

const forAll = 'public, max-age=300';
const forOne = 'private, no-store';

/** What everybody reads is made no more often than this, however many ask. */
const kept = { freshForMs: 30_000 };
const keptFeed = memoize(articleFeed, kept);
const keptEvents = memoize(async (deps: NewsDeps) => await fileOfEvents(deps, 'Agora: events', await findPublicEvents(deps)), kept);

/** Adds the routes; the gateway forwards them. */
export function routes(app: Express, deps: NewsDeps): void {
  app.get(feedPath, async (request, response) => {
    send(request, response, { type: 'application/atom+xml', cacheControl: forAll, body: await keptFeed(deps) });
  });
  app.get(eventsPath, async (request, response) => {
    send(request, response, { type: 'text/calendar', cacheControl: forAll, body: await keptEvents(deps) });
  });
  app.get(/^\/calendar\//, async (request, response) => {
    const key = calendarPath.exec(request.path)?.groups?.['key'];
    const userId = key === undefined ? null : await findCalendarOwner(deps, key);
    if (userId === null) {
      response.status(404).set('cache-control', forOne).type('text/plain').send('There is no such calendar.\n');
      return;
    }
    const body = await fileOfEvents(deps, 'Agora: my events', await findEventsOf(deps, userId));
    send(request, response, { type: 'text/calendar', cacheControl: forOne, body });
  });
}

async function fileOfEvents({ config, clock }: NewsDeps, name: string, events: Awaited<ReturnType<typeof findEventsOf>>): Promise<string> {
  return calendarFile({ name, events, publicUrl: config.AGORA_PUBLIC_URL, now: clock() });
}

interface Answer {
  type: string;
  cacheControl: string;
  body: string;
}

/** Answers 304 without a body to who has the same already. */
function send(request: Request, response: Response, { type, cacheControl, body }: Answer): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  response.set({ 'cache-control': cacheControl, etag, 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' });
  if (request.fresh) response.status(304).end();
  else response.send(body);
}
