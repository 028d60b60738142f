/** Serves the pages that `gateway/pages/build.ts` has built: the app at `/` and below, the playground at `/graphql`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { compressions } from '../pages/compressions.ts';
import { app, directoryOf, playground, type Page } from '../pages/pages.ts';
import type { Preview } from './preview.ts';
import { requestOf } from './request-of.ts';

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

/** Images are shown from `blob:` before they are uploaded, and from `data:` until they have loaded. */
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
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Agora</title>
<p>This page is not built yet: <code>npm run pages</code> builds it for the next start. The API is at <a href="/graphql">/graphql</a>.</p></html>`;

/** Paths without a page of the app, and names of files: a request for those wants no page. */
const notPages = /^\/((graphql|health|metrics|dev|assets)(\/|$)|media\/[^/]+\/|[^@/][^/]*\.[a-z0-9]+$)/;
/** Pages that other sites may link to. */
const publicPages = /^\/((@|post\/|tag\/|media\/)[^/]+(\/[a-z]+)?|explore|search|login|join)?\/?$/;
/** The tags that a preview replaces in the app's head. */
const generalHead = /<title>[^]*?<\/title>|<meta name="description"[^>]*>/g;

export interface ServePagesOptions {
  /** Origins of media, other than this one. */
  mediaOrigins: readonly string[];
  preview: Preview;
}

export function servePages({ mediaOrigins, preview }: ServePagesOptions): Router {
  const router = Router();
  const send = sender(router, playground, playgroundPolicy);
  router.get('/graphql', (request, response, next) => {
    const isForPeople = request.accepts(['application/json', 'application/graphql-response+json', 'text/html']) === 'text/html';
    if (!isForPeople || request.query['query'] !== undefined) return next();
    send(response, null);
  });
  const sendApp = sender(router, app, appPolicy(mediaOrigins));
  // Not a route: a route would answer OPTIONS for every path.
  router.use(async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (notPages.test(request.path)) return next();
    // Link previews and curl accept anything. They get the page at public paths, and elsewhere an error that programs
    // can read.
    const order = publicPages.test(request.path) ? ['text/html', 'application/json'] : ['application/json', 'text/html'];
    if (request.accepts(order) !== 'text/html') return next();
    sendApp(response, await preview(request.path, requestOf(response)));
  });
  return router;
}

/** Serves a page's files; returns a function that sends the page itself, with its own head where there is one. */
function sender(router: Router, page: Page, contentSecurityPolicy: string): (response: express.Response, head: string | null) => void {
  const directory = directoryOf(page);
  const index = path.join(directory, 'index.html');
  const html = existsSync(index) ? readFileSync(index, 'utf8') : notBuilt;
  // The names of assets change with their content, those of the other files do not.
  router.use(`${page.base}assets`, ...serveBuilt(path.join(directory, 'assets'), { immutable: true, maxAge: '1y' }));
  if (page === app) router.use(...serveBuilt(directory, { maxAge: '1h' }));
  return (response, head) => {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(head === null ? html : html.replaceAll(generalHead, '').replace('</head>', () => `  ${head}\n  </head>`));
  };
}

/** Serves the files of one folder, compressed by the build where the client accepts that. */
function serveBuilt(directory: string, options: { immutable?: boolean; maxAge: string }): RequestHandler[] {
  const entries = existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [];
  const files = new Set(entries.filter((entry) => entry.isFile() && entry.name !== 'index.html').map(({ name }) => `/${name}`));
  const send = express.static(directory, { ...options, index: false, redirect: false });
  return [
    (request, response, next) => {
      if (!files.has(request.path)) return next();
      const compression = compressions.find(
        ({ encoding, ending }) => files.has(request.path + ending) && request.acceptsEncodings(encoding) === encoding,
      );
      if (compressions.some(({ ending }) => files.has(request.path + ending))) response.vary('accept-encoding');
      if (compression) {
        response.type(path.extname(request.path)).setHeader('content-encoding', compression.encoding);
        request.url = request.path + compression.ending;
      }
      send(request, response, next);
    },
  ];
}
