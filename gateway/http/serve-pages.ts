/** What browsers get: the app at `/` and below, the playground at `/graphql`, as `gateway/pages/build.ts` has built them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';
import { app, directoryOf, playground, type Page } from '../pages/pages.ts';

const nothing = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** Monaco styles its editor inline and starts its workers from our own files. */
const playgroundPolicy = [
  ...nothing,
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
].join('; ');

/** Images are shown from `blob:` before they are uploaded, and from `data:` until they have come. */
function appPolicy(mediaOrigins: readonly string[]): string {
  const media = ["'self'", 'blob:', ...mediaOrigins].join(' ');
  return [
    ...nothing,
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src ${media} data:`,
    `media-src ${media}`,
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Agora</title>
<p>This page is not built yet: <code>npm run pages</code> builds it for the next start. The API is at <a href="/graphql">/graphql</a>.</p></html>`;

/** What the app has no pages under. */
const notPages = /^\/((graphql|health|metrics|dev|assets)(\/|$)|media\/[^/]+\/)/;

export interface ServePagesOptions {
  /** Origins besides this one that media comes from. */
  mediaOrigins: readonly string[];
}

export function servePages({ mediaOrigins }: ServePagesOptions): Router {
  const router = Router();
  const send = sender(router, playground, playgroundPolicy);
  router.get('/graphql', (request, response, next) => {
    const isForPeople = request.accepts(['application/json', 'application/graphql-response+json', 'text/html']) === 'text/html';
    if (!isForPeople || request.query['query'] !== undefined) return next();
    send(response);
  });
  const sendApp = sender(router, app, appPolicy(mediaOrigins));
  // As no route, which would answer OPTIONS for every path.
  router.use((request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (notPages.test(request.path) || request.accepts(['application/json', 'text/html']) !== 'text/html') return next();
    sendApp(response);
  });
  return router;
}

/** Serves a page's assets, whose names change with their content; returns what sends the page itself. */
function sender(router: Router, page: Page, contentSecurityPolicy: string): (response: express.Response) => void {
  const directory = directoryOf(page);
  const index = path.join(directory, 'index.html');
  const html = existsSync(index) ? readFileSync(index, 'utf8') : notBuilt;
  router.use(`${page.base}assets`, express.static(path.join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  return (response) => {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(html);
  };
}
