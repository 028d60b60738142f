import { EventEmitter } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wrapAskedFields } from '../graphql/asked-fields.ts';
import { wrapAskedQueries } from '../db/queries/asked-queries.ts';
import { createLogger } from '../observe/log.ts';
import { checkAsker, forResponse } from './asker.ts';
import { createApp } from '../service/http.ts';
import { createLeaving } from './leave.ts';

const identity = { service: null, viewerId: null, role: 'MEMBER', sessionId: null, requestId: 'asked-12', inAnyBlock: false } as const;
const begun: string[] = [];
let gate = Promise.withResolvers<void>();
let arrived = Promise.withResolvers<void>();
let ended = Promise.withResolvers<void>();
let server: Server;
const log = createLogger('asked', 'silent');

beforeAll(async () => {
  const step = async (name: string): Promise<object> => {
    begun.push(name);
    arrived.resolve();
    await gate.promise;
    return {};
  };
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(`
        type Query { slow: Step } type Mutation { write: Step }
        type Step { next: Step nobody: String query: String }`),
      resolvers: {
        Query: { slow: () => step('slow') },
        Mutation: {
          write: async () => {
            const written = await step('write');
            // Nothing in the middle of a write asks whether anybody waits.
            checkAsker();
            begun.push('written');
            return written;
          },
        },
        Step: {
          next: async () => {
            begun.push('next');
            return {};
          },
        },
      },
    },
  ]);
  wrapAskedFields(schema);
  const apollo = new ApolloServer<object>({
    schema,
    logger: log,
    stopOnTerminationSignals: false,
    plugins: [{ requestDidStart: async () => ({ willSendResponse: async () => ended.resolve() }) }],
  });
  await apollo.start();
  const app = createApp({
    checkIdentity: () => identity,
    apollo,
    createContext: () => ({}),
    health: async () => ({ status: 'ok', checks: {} }),
    leaving: createLeaving(),
    routes: () => undefined,
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** Asks, and leaves when the first step has begun, or stays. */
async function ask(query: string, leaves: boolean): Promise<void> {
  begun.length = 0;
  gate = Promise.withResolvers();
  arrived = Promise.withResolvers();
  ended = Promise.withResolvers();
  const body = JSON.stringify({ query });
  const request = httpRequest({
    port: (server.address() as AddressInfo).port,
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    agent: false,
  });
  request.on('error', () => undefined);
  request.end(body);
  await arrived.promise;
  if (leaves) {
    request.destroy();
    // The server learns of it in a turn of its own.
    const until = async (): Promise<void> => {
      const count = await new Promise<number>((resolve) => server.getConnections((_error, connections) => resolve(connections)));
      if (count > 0) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await until();
      }
    };
    await until();
  }
  gate.resolve();
  await ended.promise;
}

it('begins nothing more once its asker has left', async () => {
  await ask('{ slow { next { next { nobody } } } }', false);
  expect(begun).toEqual(['slow', 'next', 'next']);
  await ask('{ slow { next { next { nobody } } } }', true);
  expect(begun).toEqual(['slow']);
});

it('finishes a write that has begun, and neither reads its answer nor begins the next', async () => {
  await ask('mutation { write { next { nobody } } again: write { nobody } }', true);
  expect(begun).toEqual(['write', 'written']);
});

it('sends no query of a model once its asker has left', async () => {
  const response = Object.assign(new EventEmitter(), { writableFinished: false });
  wrapAskedQueries();
  const connection = mongoose.createConnection();
  const Thing = connection.model('Thing', new mongoose.Schema({ name: String }), undefined, { overwriteModels: true });
  await forResponse(response as never, async () => {
    response.emit('close');
    await expect(Thing.find({})).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    await expect(Thing.countDocuments({})).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    await expect(Thing.aggregate([{ $match: {} }])).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });
  await connection.close();
}, 20_000);
