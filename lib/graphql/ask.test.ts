import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AskFailure, createAsk, type Ask } from './ask.ts';

let server: Server;
let answer: string;
let ask: Ask;
beforeAll(async () => {
  server = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const posts = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const subgraphs = { posts, away: 'http://127.0.0.1:1' };
  ask = createAsk({ service: 'gateway', secret: 'a secret of tests', subgraphs, clock: () => new Date(), random: randomBytes });
});
afterAll(() => server.close());

async function failureOf(subgraph: string): Promise<unknown> {
  return await ask(subgraph, { query: '{ count }' }, z.object({ count: z.number() })).catch((error: unknown) => error);
}

describe('a question to a subgraph', () => {
  it('is answered in the shape that was asked for', async () => {
    answer = '{"data":{"count":3}}';
    expect(await failureOf('posts')).toEqual({ count: 3 });
  });

  it.each([
    ['unknown', 'nowhere', '', 'nowhere has no address.'],
    ['silent', 'away', '', 'away does not answer.'],
    ['silent', 'posts', 'no JSON', 'posts does not answer.'],
    ['refused', 'posts', '{"data":null,"errors":[{"message":"Not here."}]}', 'posts answers an error: Not here..'],
    ['misshapen', 'posts', '{"data":{"count":"three"}}', 'posts answers in another shape.'],
  ])('fails as %s: %s answers %s', async (kind, subgraph, given, message) => {
    answer = given;
    const failure = await failureOf(subgraph);
    expect(failure).toBeInstanceOf(AskFailure);
    expect(failure).toMatchObject({ kind, message, code: 'SUBGRAPH_UNAVAILABLE' });
  });
});
