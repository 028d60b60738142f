/** Executes an operation that came by HTTP, and sends its answer, compressed where that is worth it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { GatewayRequest } from '../../request.ts';
import { compressAnswer } from './compress-answer.ts';

/** What an answer depends on besides its request's body. */
const varies = 'authorization, accept-encoding';

export interface OperationToAnswer {
  request: IncomingMessage;
  response: ServerResponse;
  begun: GatewayRequest;
  /** Parsed. */
  body: unknown;
  /** The query of the address, with its question mark. */
  search: string;
  /** Names and values that the answer has besides those that the response has. */
  headers: readonly string[];
}

export async function answerOperation(apollo: ApolloServer<GatewayRequest>, operation: OperationToAnswer): Promise<void> {
  const { request, response, begun, body, search, headers: given } = operation;
  const answered = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'POST', headers: headerMapOf(request), search, body },
    context: async () => begun,
  });
  if (answered.body.kind !== 'complete') throw new Error('An operation is answered as a whole.');
  const { body: sent, length, encoding } = await compressAnswer(answered.body.string, request.headers['accept-encoding']);
  const varying = response.getHeader('vary');
  const headers = [...given, 'vary', varying === undefined ? varies : `${String(varying)}, ${varies}`];
  if (encoding) headers.push('content-encoding', encoding);
  headers.push('content-length', String(length));
  for (const [name, value] of answered.headers) headers.push(name, value);
  response.writeHead(answered.status ?? 200, headers).end(sent);
}

function headerMapOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
