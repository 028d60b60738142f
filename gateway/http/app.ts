/** The HTTP side: what every request passes on its way to Apollo Server, in this order. */
import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from '#lib/observe/log.ts';
import type { Leaving } from '#lib/service/leave.ts';
import type { Authenticator } from '../authenticate.ts';
import { maxBodyBytes } from '../limits.ts';
import { acceptUploads } from '../uploads/accept-uploads.ts';
import type { GatewayRequest } from '../request.ts';
import { answerError, answerNotFound } from './answer-error.ts';
import { authenticate } from './authenticate.ts';
import type { ClientAddresses } from './client-address.ts';
import { limitBodyTime } from './limit-body-time.ts';
import { health, type HealthOptions } from './health.ts';
import { proxyTo } from './proxy.ts';
import { refuseMediaTypes } from './refuse-media-types.ts';
import { beginRequest, requestOf } from './request-of.ts';
import { servePages } from './serve-pages.ts';

export interface AppOptions {
  apollo: ApolloServer<GatewayRequest>;
  authenticator: Authenticator;
  addresses: ClientAddresses;
  mayCall: (origin: string) => boolean;
  health: HealthOptions;
  leaving: Leaving;
  /** The address of the service that holds media. */
  mediaUrl: string | undefined;
  /** The address of the service that mails and pushes. */
  notificationsUrl: string | undefined;
  /** Origins besides this one that media comes from. */
  mediaOrigins: readonly string[];
  log: Logger;
  isProduction: boolean;
}

export function createApp({
  apollo,
  authenticator,
  addresses,
  mayCall,
  health: healthOptions,
  leaving,
  mediaUrl,
  notificationsUrl,
  mediaOrigins,
  log,
  isProduction,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(leaving.handler);
  app.use(beginRequest(addresses), limitBodyTime());
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } }));
  app.use(health(healthOptions));
  // `/media/<id>` alone is a page of the app.
  app.use(proxyTo({ name: 'Media', base: mediaUrl, paths: ['/media/:id/*path'] }));
  const developmentPaths = isProduction ? [] : ['/dev/mail', '/dev/push'];
  app.use(proxyTo({ name: 'Notifications', base: notificationsUrl, paths: ['/mail/unsubscribe', ...developmentPaths] }));
  // Before the pages, which would answer a preflight by themselves.
  app.use(
    '/graphql',
    cors({
      origin: (origin, answer) => answer(null, origin !== undefined && mayCall(origin)),
      methods: ['GET', 'POST'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      maxAge: 86_400,
    }),
  );
  app.use(servePages({ mediaOrigins }));
  app.use(
    '/graphql',
    refuseMediaTypes(),
    authenticate(authenticator),
    acceptUploads(),
    express.json({ limit: maxBodyBytes }),
    expressMiddleware(apollo, { context: async ({ res }) => requestOf(res) }),
  );
  app.use(answerNotFound());
  app.use(answerError({ log, isProduction }));
  return app;
}
