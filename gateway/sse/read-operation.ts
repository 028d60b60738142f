import type { Request } from 'express';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { AppError } from '#lib/core/errors.ts';
import { maxTokens } from '../limits.ts';

const eventStream = 'text/event-stream';
const json = ['application/json', 'application/graphql-response+json'];

/**
 * The operation of a request that is answered as an event stream: the client names that type, and either asks for a
 * subscription, or accepts nothing else. Clients such as urql name it for every query.
 *
 * @returns Null for a request that is answered as JSON.
 * @throws AppError `BAD_USER_INPUT` for variables that are no JSON, and for a mutation by GET.
 */
export function readOperation(request: Request): SubscribePayload | null {
  const { accept = '' } = request.headers;
  if (!accept.includes(eventStream) || !request.accepts(eventStream)) return null;
  // A file comes with its own answer.
  if (request.method !== 'GET' && (request.method !== 'POST' || !request.is('application/json'))) return null;
  const asked: unknown = request.method === 'GET' ? { ...request.query, ...readVariables(request.query['variables']) } : request.body;
  if (!isPayload(asked)) return null;
  const kind = kindOf(asked);
  if (kind !== OperationTypeNode.SUBSCRIPTION && request.accepts(json)) return null;
  if (kind === OperationTypeNode.MUTATION && request.method === 'GET') throw new AppError('BAD_USER_INPUT', 'A mutation is sent by POST.');
  return asked;
}

function readVariables(text: unknown): { variables?: Record<string, unknown> } {
  if (text === undefined || text === '') return {};
  try {
    return { variables: JSON.parse(String(text)) as Record<string, unknown> };
  } catch {
    throw new AppError('BAD_USER_INPUT', 'The variables are not valid JSON.');
  }
}

function isPayload(asked: unknown): asked is SubscribePayload {
  if (typeof asked !== 'object' || asked === null || !('query' in asked) || typeof asked.query !== 'string') return false;
  const { variables, operationName } = asked as { variables?: unknown; operationName?: unknown };
  const isObject = typeof variables === 'object' && !Array.isArray(variables);
  return (variables === undefined || isObject) && (operationName == null || typeof operationName === 'string');
}

/** The kind of an operation; null where the text has none, which the answer will say. */
function kindOf({ query, operationName }: SubscribePayload): OperationTypeNode | null {
  try {
    return getOperationAST(parse(query, { maxTokens, noLocation: true }), operationName)?.operation ?? null;
  } catch {
    return null;
  }
}
