/** Sends the fetches of query plans to one subgraph, each with a signed identity and a time limit. */
import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { hashBody, identityHeader, signIdentity } from '#lib/auth/identity.ts';
import type { Logger } from '#lib/observe/log.ts';
import { AppError } from '#lib/core/errors.ts';
import { operationTimeoutMs, type GatewayRequest } from '../request.ts';
import { encodeUpload } from '../uploads/encode-upload.ts';
import { toGraphQLError } from './errors.ts';
import { readAnswer } from './read-answer.ts';
import type { SubgraphHttp } from './subgraph-http.ts';

export const fetchTimeoutMs = 4_500;

export interface SubgraphSourceOptions {
  name: string;
  /** The subgraph's GraphQL endpoint. */
  url: URL;
  secret: string;
  clock: () => Date;
  http: SubgraphHttp;
  log: Logger;
}

export function createSubgraphSource(options: SubgraphSourceOptions): GraphQLDataSource {
  const { name, url, secret, clock, http, log } = options;
  return {
    process: async ({ request: { query = '', variables }, context }) => {
      const request = context as GatewayRequest;
      const timeoutMs = Math.min(fetchTimeoutMs, request.deadlineMs - performance.now());
      if (request.unavailable.has(name) || timeoutMs <= 0 || request.signal.aborted) throw unavailable(name);
      const operation = { query, variables };
      const upload = encodeUpload(operation);
      const body = upload?.operations ?? JSON.stringify(operation);
      const headers = {
        [identityHeader]: signIdentity(request.identity, { secret, audience: name, bodyHash: hashBody(body), now: clock() }),
        'content-type': upload?.contentType ?? 'application/json',
        ...(upload && { 'apollo-require-preflight': 'true' }),
        'x-request-id': request.requestId,
        'x-agora-client-ip': request.clientIp,
        ...(request.userAgent !== undefined && { 'user-agent': request.userAgent }),
      };
      try {
        const isRepeatable = !query.startsWith('mutation');
        // A mutation is finished even if its client has left.
        const signal = isRepeatable ? request.signal : undefined;
        const { status, text } = await http.post({
          url,
          headers,
          body: upload?.body ?? body,
          timeoutMs,
          isRepeatable,
          ...(signal && { signal }),
        });
        // A file takes its time to come: what follows has its own.
        if (upload) request.deadlineMs = performance.now() + operationTimeoutMs;
        if (status === 401 || status === 403 || status >= 500) throw new Error(`HTTP ${status}`);
        const { data, errors } = readAnswer(text);
        return { ...(data !== undefined && { data }), ...(errors && { errors: errors as readonly GraphQLFormattedError[] }) };
      } catch (error) {
        if (error instanceof AppError) throw toGraphQLError(error);
        request.unavailable.add(name);
        if (request.signal.aborted) throw unavailable(name);
        log.warn({ err: error, subgraph: name, requestId: request.requestId }, 'subgraph unavailable');
        throw unavailable(name);
      }
    },
  };
}

/** The error of a fetch whose subgraph does not answer. */
export function unavailable(serviceName: string): GraphQLError {
  return new GraphQLError('Part of this is unavailable just now.', { extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName } });
}
