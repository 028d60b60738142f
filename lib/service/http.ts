/** A subgraph's HTTP side: `/graphql` for those with a signed identity, `/health`, and routes of its own. */
import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { hashBody, type Identity, identityHeader } from '../auth/identity.ts';
import type { IdentityCheck } from '../auth/identity-check.ts';
import { receiveUploads } from '../uploads/receive-uploads.ts';
import { forResponse } from '../core/asker.ts';
import { AppError } from '../core/errors.ts';
import type { Health } from './health.ts';
import type { Leaving } from '../core/leave.ts';

/** The gateway's fetches of entities are larger than what clients send. */
const maxBodyBytes = 5_000_000;

export interface ClientInfo {
  ip: string | null;
  userAgent: string | null;
}

interface SignedRequest extends IncomingMessage {
  /** The text that the identity is signed for: the body, or the operation of an upload. */
  signedBody?: string | Buffer;
}

export interface HttpOptions<Context extends object> {
  checkIdentity: IdentityCheck;
  apollo: ApolloServer<Context>;
  createContext: (identity: Identity, client: ClientInfo) => Context;
  health: () => Promise<Health>;
  leaving: Leaving;
  routes: (app: Express) => void;
}

/** Creates the app that answers a subgraph's requests. `apollo` has been started. */
export function createApp<Context extends object>(options: HttpOptions<Context>): Express {
  const { checkIdentity, apollo, createContext, health, leaving, routes } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(leaving.handler);
  app.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/health/ready', async (_request, response) => {
    const report = await health();
    response.status(report.status === 'down' ? 503 : 200).json(report);
  });
  routes(app);
  app.use(
    '/graphql',
    express.json({
      limit: maxBodyBytes,
      verify: (request: SignedRequest, _response, body) => {
        request.signedBody = body;
      },
    }),
    acceptUploads,
    (_request, response, next) => forResponse(response, next),
    expressMiddleware(apollo, {
      context: async ({ req }) => {
        const bodyHash = hashBody((req as SignedRequest).signedBody ?? '');
        const identity = identityOf(() => checkIdentity(req.get(identityHeader), bodyHash));
        return createContext(identity, { ip: req.get('x-agora-client-ip') ?? null, userAgent: req.get('user-agent') ?? null });
      },
    }),
  );
  app.use(
    (_request, response) =>
      void response.status(404).json({ errors: [{ message: 'There is nothing here.', extensions: { code: 'NOT_FOUND' } }] }),
  );
  app.use(jsonErrors);
  return app;
}

/** Reads an upload's operation; its files stay on the connection until a resolver opens them, after the identity was verified. */
const acceptUploads: RequestHandler = async (request, response, next) => {
  if (!request.is('multipart/form-data')) return next();
  const { text, operation } = await receiveUploads(request, response);
  (request as SignedRequest).signedBody = text;
  request.body = operation;
  next();
};

/** The identity of a request. @throws GraphQLError `UNAUTHENTICATED`, which Apollo answers with 401. */
function identityOf(check: () => Identity): Identity {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: error.code, http: { status: 401 } } });
  }
}

const jsonErrors: ErrorRequestHandler = (error, _request, response, _next) => {
  if (error instanceof AppError) {
    const { code, message, details } = error;
    response.status(code === 'PAYLOAD_TOO_LARGE' ? 413 : 400).json({ errors: [{ message, extensions: { code, ...details } }] });
    return;
  }
  const status = typeof error?.status === 'number' ? error.status : 500;
  const known =
    status === 413
      ? new AppError('PAYLOAD_TOO_LARGE', 'The request is too large.')
      : new AppError('BAD_USER_INPUT', 'The request is not readable.');
  const { code, message } = status < 500 ? known : new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
};
