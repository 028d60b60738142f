/** A gateway whose clock differs by up to 30 s serves everything; beyond that its answers name the error. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quarters } from '#test/harness/files/media-files.ts';
import { startGateway, type RunningGateway } from '../../../gateway/index.ts';
import { createApiClient, type Client, type Person } from '../../harness/clients/client.ts';
import { startSupergraph, type Supergraph } from '../../harness/supergraph.ts';

const supergraphSdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
const everything = /* GraphQL */ `
  query ($name: String!, $id: ID!) {
    unreadCount
    me { email storage { usedBytes } devices { id } }
    user(username: $name) { id postCount avatar { id } posts(first: 1) { nodes { id author { username } indexing { done } } } }
    feed(first: 5) { nodes { id } }
    notifications(first: 5) { nodes { id } }
    search(query: "skewed", first: 5) { nodes { __typename } }
    node(id: $id) { id }
  }
`;

let agora: Supergraph;
let person: Person;
beforeAll(async () => {
  agora = await startSupergraph();
  person = await agora.register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** A second gateway whose clock goes wrong by so much. */
async function startSkewed(seconds: number): Promise<{ gateway: RunningGateway; client: Client }> {
  const env = { ...agora.env('gateway'), PORT: '0' };
  const gateway = await startGateway({ env, supergraphSdl, clock: () => new Date(Date.now() + seconds * 1_000) });
  return { gateway, client: createApiClient(gateway.url) };
}

describe.each([29, -29])('a gateway %i s ahead', (seconds) => {
  test('serves every subgraph’s fields, mutations, uploads and events', async () => {
    const { gateway, client } = await startSkewed(seconds);
    const ending = new AbortController();
    try {
      const asked = await client.ask(everything, { name: person.username, id: person.id }, person);
      expect(asked.errors).toEqual([]);
      expect(asked.data.me.storage).not.toBeNull();
      const cursor = (await client.ask('{ feed(first: 1) { liveCursor } }', {}, person)).data.feed.liveCursor;
      const events = client.subscribe(
        'subscription ($after: String) { newPost(after: $after) { post { id author { username } } } }',
        { after: cursor },
        person,
        ending.signal,
      );
      const next = events.next();
      const made = await client.ask('mutation { createPost(input: { text: "skewed" }) { id } }', {}, person);
      expect(made.errors).toEqual([]);
      const author = { username: person.username };
      expect((await next).value).toEqual({ data: { newPost: { post: { id: made.data.createPost.id, author } } }, errors: [] });
      expect((await client.upload({ bytes: await quarters().png().toBuffer() }, person)).errors).toEqual([]);
    } finally {
      ending.abort();
      await gateway.close();
    }
  });
});

test('a gateway 35 s ahead is refused by every subgraph, in a typed error', async () => {
  const { gateway, client } = await startSkewed(35);
  try {
    const { errors } = await client.ask('{ posts(first: 1) { nodes { id } } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  } finally {
    await gateway.close();
  }
});
