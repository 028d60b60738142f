/** Clients that apps use, with their defaults: queries, mutations, errors and a subscription each, against the whole supergraph. */
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

const me = 'query Me { me { user { username } } }';
const createPost = 'mutation Create($input: CreatePostInput!) { createPost(input: $input) { text author { username } } }';
const newPost = 'subscription Live { newPost { cursor post { text author { username } } } }';

let agora: Supergraph;
let ada: Person;
let ben: Person;
let authorization: string;
const sockets: SocketClient[] = [];
beforeAll(async () => {
  agora = await startSupergraph();
  [ada, ben] = [await agora.register(), await agora.register()];
  authorization = `Bearer ${ben.accessToken}`;
  await agora.ask('mutation ($userId: ID!) { follow(userId: $userId) { id } }', { userId: ada.id }, ben);
  await agora.drain();
});
afterAll(async () => {
  for (const socket of sockets) await socket.dispose();
  await agora[Symbol.asyncDispose]();
});

function openSocket(): SocketClient {
  const socket = createClient({
    url: agora.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    // As the header is written.
    connectionParams: { Authorization: authorization },
  });
  sockets.push(socket);
  return socket;
}

/** Publishes as ada until an event arrives, because no signal shows that a subscription has begun. */
async function untilHeard(events: unknown[]): Promise<void> {
  let count = 0;
  await vi.waitFor(
    async () => {
      if (events.length === 0) await agora.ask(createPost, { input: { text: `live ${++count}` } }, ada);
      expect(events.length).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 300 },
  );
}
const heard = (): object => ({ newPost: { cursor: expect.any(String), post: { author: { username: ada.username } } } });

describe('Apollo Client', () => {
  const open = (headers: Record<string, string> = { authorization }): ApolloClient =>
    new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: agora.url, headers }) });

  it('sends queries and mutations', async () => {
    const client = open();
    expect((await client.query({ query: gql(me) })).data).toMatchObject({ me: { user: { username: ben.username } } });
    const variables = { input: { text: 'by Apollo' } };
    expect((await client.mutate({ mutation: gql(createPost), variables })).data).toMatchObject({ createPost: { text: 'by Apollo' } });
  });

  it('receives typed errors', async () => {
    const refused: unknown = await open()
      .mutate({ mutation: gql(createPost), variables: { input: { text: '' } } })
      .catch((error: unknown) => error);
    expect(CombinedGraphQLErrors.is(refused) && refused.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(open({ authorization: 'Bearer x.y.z' }).query({ query: gql(me) })).rejects.toThrow(/token/i);
  });

  it('receives events', async () => {
    const events: unknown[] = [];
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(openSocket()) });
    const following = client.subscribe({ query: gql(newPost) }).subscribe(({ data }) => events.push(data));
    await untilHeard(events);
    expect(events[0]).toMatchObject(heard());
    following.unsubscribe();
  });
});

describe('urql', () => {
  const open = (headers: Record<string, string> = { authorization }): Client => {
    const socket = openSocket();
    return new Client({
      url: agora.url,
      fetchOptions: { headers },
      exchanges: [
        cacheExchange,
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables, operationName }) => ({
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe({ query, ...(variables && { variables }), operationName }, sink as never),
            }),
          }),
        }),
      ],
    });
  };

  it('sends queries by GET, and mutations', async () => {
    const client = open();
    const asked = await client.query(me, {}).toPromise();
    expect([asked.error, asked.data]).toMatchObject([undefined, { me: { user: { username: ben.username } } }]);
    const unnamed = await client.query('{ me { user { username } } }', {}).toPromise();
    expect([unnamed.error, unnamed.data]).toMatchObject([undefined, { me: { user: { username: ben.username } } }]);
    const changed = await client.mutation(createPost, { input: { text: 'by urql' } }).toPromise();
    expect(changed.data).toMatchObject({ createPost: { text: 'by urql' } });
  });

  it('receives typed errors', async () => {
    const refused = await open()
      .mutation(createPost, { input: { text: '' } })
      .toPromise();
    expect(refused.error?.graphQLErrors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    const nobody = await open({ authorization: 'Bearer x.y.z' }).query(me, {}).toPromise();
    expect(nobody.error?.graphQLErrors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('receives events', async () => {
    const events: unknown[] = [];
    const { unsubscribe } = open()
      .subscription(newPost, {})
      .subscribe(({ data }) => events.push(data));
    await untilHeard(events);
    expect(events[0]).toMatchObject(heard());
    unsubscribe();
  });
});

describe('graphql-request', () => {
  const open = (options: ConstructorParameters<typeof GraphQLClient>[1] = {}): GraphQLClient =>
    new GraphQLClient(agora.url, { headers: { authorization }, ...options });

  it('sends queries by POST and by GET, and mutations', async () => {
    expect(await open().request(me)).toMatchObject({ me: { user: { username: ben.username } } });
    expect(await open({ method: 'GET' }).request(me)).toMatchObject({ me: { user: { username: ben.username } } });
    expect(await open().request(createPost, { input: { text: 'by graphql-request' } })).toMatchObject({
      createPost: { text: 'by graphql-request' },
    });
  });

  it('receives typed errors', async () => {
    const refused: unknown = await open()
      .request(createPost, { input: { text: '' } })
      .catch((error: unknown) => error);
    expect(refused instanceof ClientError && refused.response.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('receives events over graphql-ws, as it has no sockets of its own', async () => {
    const events: unknown[] = [];
    const unsubscribe = openSocket().subscribe(
      { query: newPost },
      { next: ({ data }) => events.push(data), error: (error) => events.push(error), complete: () => undefined },
    );
    await untilHeard(events);
    expect(events[0]).toMatchObject(heard());
    unsubscribe();
  });
});
