/** Executes an operation that came by HTTP, and sends its answer, compressed where that is worth it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { senderOf } from '../../cost/budgets.ts';
import type { GatewayRequest } from '../../request.ts';
import { compressAnswer } from './compress-answer.ts';
import type { HttpAnswer, KnownOperations, Reserved } from './known-operations.ts';

/** What an answer depends on besides its request's body. */
const varies = 'authorization, accept-encoding';

/** What executes operations. */
export interface Engines {
  apollo: ApolloServer<GatewayRequest>;
  known: KnownOperations;
}

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
  /** What has been begun of it; null where it is not known. Absent where nobody has looked. */
  reserved?: Reserved | null;
}

/** Answers what is known without Apollo Server, and has it answer the rest. */
export async function answerOperation(engines: Engines, operation: OperationToAnswer): Promise<void> {
  const { request, response, begun, headers: given } = operation;
  const { reserved = engines.known.begin({ ...operation, sender: senderOf(begun) }) } = operation;
  const answered = reserved ? await engines.known.run(begun, reserved) : await askApollo(engines, operation);
  const { body, length, encoding } = await compressAnswer(answered.text, request.headers['accept-encoding']);
  const varying = response.getHeader('vary');
  const headers = [...given, 'vary', varying === undefined ? varies : `${String(varying)}, ${varies}`];
  if (encoding) headers.push('content-encoding', encoding);
  headers.push('content-length', String(length));
  for (const [name, value] of answered.headers) headers.push(name, value);
  response.writeHead(answered.status, headers).end(body);
}

async function askApollo({ apollo, known }: Engines, { request, begun, body, search }: OperationToAnswer): Promise<HttpAnswer> {
  const answered = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'POST', headers: headerMapOf(request), search, body },
    context: async () => begun,
  });
  if (answered.body.kind !== 'complete') throw new Error('An operation is answered as a whole.');
  const status = answered.status ?? 200;
  const contentType = answered.headers.get('content-type');
  if (status === 200 && contentType !== undefined) known.learnType(request.headers.accept, contentType);
  return { status, headers: answered.headers, text: answered.body.string };
}

function headerMapOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
