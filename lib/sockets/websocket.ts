/** A subgraph's live side: graphql-ws for the gateway, one connection for many viewers, an identity with each operation. */
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { hashBody, hashOperation, type Identity } from '../auth/identity.ts';
import type { IdentityCheck } from '../auth/identity-check.ts';
import { formatError } from '../graphql/format-error.ts';
import type { Logger } from '../observe/log.ts';
import { attachSocket } from './attach-socket.ts';
import { AppError } from '../core/errors.ts';
import { guard } from '../core/guard.ts';
import type { ClientInfo } from '../service/http.ts';
import { pingSockets } from './ping-sockets.ts';
import type { UpgradePath } from './upgrades.ts';

const goingAwayCode = 1001;

export interface WebSocketOptions<Context extends object> {
  checkIdentity: IdentityCheck;
  schema: GraphQLSchema;
  createContext: (identity: Identity, client: ClientInfo) => Context;
  log: Logger;
}

/** Serves subscriptions at `/graphql`; disposing of it closes the sockets with 1001. */
export function serveSubscriptions<Context extends object>(options: WebSocketOptions<Context>): AsyncDisposable & { upgrade: UpgradePath } {
  const { checkIdentity, schema, createContext, log } = options;
  const verify = (token: unknown, bodyHash: string): Identity => {
    return checkIdentity(typeof token === 'string' ? token : undefined, bodyHash);
  };
  const protocol = makeServer<Record<string, unknown>, null>({
    schema,
    onConnect: ({ connectionParams }) => {
      try {
        return verify(connectionParams?.['identity'], hashBody('connect')).service !== null;
      } catch {
        return false;
      }
    },
    onSubscribe: (_context, _id, { query, variables, operationName, extensions }) => {
      try {
        const identity = verify(extensions?.['identity'], hashOperation({ query, variables }));
        const document = parse(query);
        const invalid = validate(schema, document);
        if (invalid.length > 0) return invalid;
        const contextValue = createContext(identity, { ip: null, userAgent: null });
        return { schema, document, variableValues: variables, operationName, contextValue };
      } catch (error) {
        if (error instanceof AppError) return [new GraphQLError(error.message, { extensions: { code: error.code } })];
        if (error instanceof GraphQLError) return [error];
        throw error;
      }
    },
    onNext: (_context, _id, _payload, _args, result) => {
      if (!result.errors) return;
      return { ...result, errors: result.errors.map((error) => formatError(error.toJSON(), error, log)) } as never;
    },
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => formatError('toJSON' in error ? error.toJSON() : error, error, log)),
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 5_000_000, handleProtocols });
  const pings = pingSockets({ log });
  const open = (socket: WebSocket): void =>
    guard({ log, what: 'socket', close: () => socket.terminate() }, () => {
      pings.add(socket);
      attachSocket(protocol, { socket, extra: null, log });
    })();
  return {
    upgrade: { path: '/graphql', sockets, open },
    [Symbol.asyncDispose]: async () => {
      pings[Symbol.dispose]();
      for (const socket of sockets.clients) socket.close(goingAwayCode, 'Going away');
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}
