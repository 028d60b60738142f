/**
 * Sends GraphiQL's operations: subscriptions over graphql-ws with the headers editor's Authorization, all others over
 * HTTP, with the chosen files.
 */
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { filesFor, toMultipart } from './files.js';

/** Parsed here: what the editor has parsed lags behind what is sent. Nothing for a document that the server has to refuse. */
function operationOf({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName);
  } catch {
    return null;
  }
}

/** @param path - Where the endpoint lies on this page's host. */
export function createFetcher(path) {
  const socketUrl = new URL(path, location.href);
  socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const clients = new Map();

  // A connection belongs to who opened it: another Authorization is another connection.
  const clientOf = (authorization) => {
    const known =
      clients.get(authorization) ?? createClient({ url: socketUrl.href, connectionParams: authorization ? { authorization } : {} });
    clients.set(authorization, known);
    return known;
  };

  return (params, { headers = {} } = {}) => {
    if (operationOf(params)?.operation === 'subscription') {
      const [, authorization = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
      return clientOf(authorization).iterate(params);
    }
    const files = filesFor(params.variables ?? {});
    const request =
      files.length > 0
        ? { headers: { 'apollo-require-preflight': 'true' }, body: toMultipart(params, files) }
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(params) };
    return fetch(path, {
      method: 'POST',
      headers: { ...request.headers, accept: 'application/json', ...headers },
      body: request.body,
    }).then((response) => response.json());
  };
}
