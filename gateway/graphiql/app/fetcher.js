/** Sends what GraphiQL asks: subscriptions over graphql-ws with the headers editor's Authorization, the rest over HTTP. */
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';

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

  return (params, { headers = {}, documentAST } = {}) => {
    const operation = documentAST && getOperationAST(documentAST, params.operationName);
    if (operation?.operation === 'subscription') {
      const [, authorization = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
      return clientOf(authorization).iterate(params);
    }
    return fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(params),
    }).then((response) => response.json());
  };
}
