/** The HTTP side: the handlers that every request passes on its way to Apollo Server, in this order. */
import type { IncomingMessage } from 'node:http';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { filePath, uploadPath, uploadQuery } from '#lib/media/addresses.ts';
import { calendarPath, eventsPath, feedPath } from '#lib/news/addresses.ts';
import type { Logger } from '#lib/observe/log.ts';
import type { Leaving } from '#lib/core/leave.ts';
import type { AdmitOptions } from '../admit.ts';
import { maxBodyBytes } from '../limits.ts';
import { acceptUploads } from '../uploads/accept-uploads.ts';
import { answerError, answerNotFound } from './answer-error.ts';
import { answerOperation, type Engines } from './operations/answer-operation.ts';
import type { ClientAddresses } from './client-address.ts';
import { limitBodyTime } from './guards/limit-body-time.ts';
import { health, type HealthOptions } from './health.ts';
import { admitOperation, limitHealth, limitMisses, limitOthers } from './guards/limit-requests.ts';
import { createPreview } from './preview.ts';
import { type ProxiedRoute, proxyTo } from './proxy.ts';
import { refuseForeignHosts } from './guards/refuse-foreign-hosts.ts';
import { refuseMediaTypes } from './guards/refuse-media-types.ts';
import { beginRequest, followClient, requestOf } from './request-of.ts';
import { servePages } from './serve-pages.ts';

const mediaRoutes: ProxiedRoute[] = [
  { methods: ['GET', 'HEAD'], path: filePath },
  { methods: ['PUT', 'OPTIONS'], path: uploadPath, query: uploadQuery, takesBody: true },
];
const mailRoutes: ProxiedRoute[] = [{ methods: ['GET', 'HEAD', 'POST'], path: /^\/mail\/unsubscribe$/, query: /^token=[\w-]{1,512}$/ }];
const devRoutes: ProxiedRoute[] = [{ methods: ['GET', 'HEAD'], path: /^\/dev\/(mail|push)$/ }];

const newsRoutes: ProxiedRoute[] = [feedPath, eventsPath, calendarPath].map((path) => ({ methods: ['GET', 'HEAD'], path }));

export interface AppOptions extends AdmitOptions {
  engines: Engines;
  addresses: ClientAddresses;
  mayCall: (origin: string) => boolean;
  health: HealthOptions;
  leaving: Leaving;
  /** Answers the operations that are answered as event streams. */
  streams: RequestHandler;
  /** The address of the service that holds media. */
  mediaUrl: string | undefined;
  /** The address of the service that mails and pushes. */
  notificationsUrl: string | undefined;
  /** The address of the service that holds articles and events. */
  newsUrl: string | undefined;
  /** The address under which clients reach this gateway, where it is known. */
  publicUrl: string | undefined;
  /** Origins of media, other than this one. */
  mediaOrigins: readonly string[];
  /** Why a request failed that was begun elsewhere: it is only answered here. */
  failureOf: (request: IncomingMessage) => unknown;
  log: Logger;
  isProduction: boolean;
}

/** Security headers of all answers. */
export const secure = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
});

/** Lets pages of allowed origins read the answers to operations. */
export function allowPages(mayCall: AppOptions['mayCall']): ReturnType<typeof cors> {
  return cors({
    origin: (origin, answer) => answer(null, origin !== undefined && mayCall(origin)),
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 86_400,
  });
}

export function createApp({
  engines,
  authenticator,
  budgets,
  addresses,
  mayCall,
  health: healthOptions,
  leaving,
  streams,
  mediaUrl,
  notificationsUrl,
  newsUrl,
  publicUrl,
  mediaOrigins,
  failureOf,
  log,
  isProduction,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, _response, next) => next(failureOf(request)));
  app.use(leaving.handler);
  app.use(beginRequest(addresses), limitBodyTime());
  app.use(secure);
  app.use('/health', limitHealth(budgets), health(healthOptions));
  if (mediaUrl !== undefined) app.use('/media', limitMisses(budgets), proxyTo({ name: 'Media', base: mediaUrl, routes: mediaRoutes }));
  if (notificationsUrl !== undefined) {
    const passOn = proxyTo({
      name: 'Notifications',
      base: notificationsUrl,
      routes: isProduction ? mailRoutes : [...mailRoutes, ...devRoutes],
    });
    app.use('/mail', limitOthers(budgets), passOn);
    app.use('/dev', refuseForeignHosts(publicUrl), limitOthers(budgets), passOn);
  }
  if (newsUrl !== undefined) {
    const passOn = proxyTo({ name: 'News', base: newsUrl, routes: newsRoutes });
    // Beside the feeds there are pages of the app.
    app.use(feedPath, limitOthers(budgets), passOn);
    app.use(eventsPath, limitOthers(budgets), passOn);
    app.use('/calendar', limitOthers(budgets), passOn, answerNotFound());
  }
  // Before the pages, which would answer a preflight by themselves.
  app.use('/graphql', allowPages(mayCall));
  app.use(servePages({ mediaOrigins, preview: createPreview({ apollo: engines.apollo, budgets, publicUrl }) }));
  app.use(
    '/graphql',
    // The answer depends on the sender, so no cache may keep it.
    (_request, response, next) => {
      response.setHeader('cache-control', 'no-store');
      next();
    },
    admitOperation({ authenticator, budgets }),
    refuseMediaTypes(),
    acceptUploads(),
    express.json({ limit: maxBodyBytes }),
    followClient(),
    streams,
    async (request, response) => {
      const [, search = ''] = /^[^?]*(\?.*)$/.exec(request.originalUrl) ?? [];
      await answerOperation(engines, { request, response, begun: requestOf(response), body: request.body as unknown, search, headers: [] });
    },
  );
  app.use(answerNotFound());
  app.use(answerError({ log, isProduction }));
  return app;
}
