/** The playground at GET /graphql for browsers, from what `gateway/graphiql/build.ts` has built. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';
import { graphiqlDirectory } from '../graphiql/location.ts';

/** All of it comes from here; Monaco styles its editor inline and starts its workers from our own files. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Agora</title>
<p>This is a GraphQL endpoint. Its playground is not built yet: <code>npm run graphiql</code> builds it.</p>`;

export function serveGraphiql(): Router {
  const directory = graphiqlDirectory();
  const page = path.join(directory, 'index.html');
  const router = Router();
  router.use('/graphql/assets', express.static(path.join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.get('/graphql', (request, response, next) => {
    const isForPeople = request.accepts(['application/json', 'application/graphql-response+json', 'text/html']) === 'text/html';
    if (!isForPeople || request.query['query'] !== undefined) return next();
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(existsSync(page) ? readFileSync(page, 'utf8') : notBuilt);
  });
  return router;
}
