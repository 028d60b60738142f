/** The feed over server-sent events, and subscriptions without a cursor: by the same engine as over sockets. */
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { quarters } from '#test/harness/files/media-files.ts';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

const tagged = `subscription ($tag: String!, $after: String) {
  newPost(hashtag: $tag, after: $after) { cursor post { text author { username viewerFollows } } }
}`;
const soon = { timeout: 25_000, interval: 50 };

let agora: Supergraph;
let author: Person;
const leaving = new AbortController();
beforeAll(async () => {
  agora = await startSupergraph();
  author = await agora.register();
});
afterAll(async () => {
  leaving.abort();
  await agora[Symbol.asyncDispose]();
});

interface Stream {
  status: number;
  text: () => string;
  /** The texts of the posts that came, each with its cursor. */
  posts: () => { id: string | undefined; text: string }[];
  events: () => Answer[];
  ended: Promise<void>;
  leave: () => void;
}

async function open(query: string, variables: object, as?: Person, lastEventId?: string): Promise<Stream> {
  const own = new AbortController();
  const response = await fetch(agora.url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(as && { authorization: `Bearer ${as.accessToken}` }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.any([own.signal, leaving.signal]),
  });
  let text = '';
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  const parts = (): { id: string | undefined; payload: Answer }[] =>
    [...text.matchAll(/event: next\n(?:id: (.*)\n)?data: (.*)\n\n/g)].map(([, id, data]) => ({
      id,
      payload: JSON.parse(data ?? '') as Answer,
    }));
  return {
    status: response.status,
    text: () => text,
    events: () => parts().map(({ payload }) => payload),
    posts: () => parts().map(({ id, payload }) => ({ id, text: payload.data.newPost.post?.text })),
    ended: read().catch(() => undefined),
    leave: () => own.abort(),
  };
}

async function ask(query: string, variables: object, as: Person): Promise<Answer['data']> {
  const { data, errors } = await agora.ask(query, variables, as);
  expect(errors).toEqual([]);
  return data;
}

async function post(text: string, as = author): Promise<string> {
  const { createPost } = await ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input: { text } }, as);
  return createPost.id;
}

const texts = (stream: Stream): string[] => stream.posts().map(({ text }) => text);

test('a stream has begun when its headers come; it resumes after Last-Event-ID, and shows each viewer their own', async () => {
  const [fan, blocked] = [await agora.register(), await agora.register()];
  await ask('mutation ($id: ID!) { follow(userId: $id) { id } }', { id: author.id }, fan);
  await ask('mutation ($id: ID!) { block(userId: $id) { id } }', { id: blocked.id }, author);
  await agora.drain();
  const streams = await Promise.all([fan, blocked, undefined].map(async (person) => await open(tagged, { tag: 'sse' }, person)));
  const [ofFan, ofBlocked, ofNobody] = streams as [Stream, Stream, Stream];
  await post('first #sse');
  await post('second #sse');
  for (const stream of [ofFan, ofNobody]) await vi.waitFor(() => expect(texts(stream)).toEqual(['first #sse', 'second #sse']), soon);
  expect(ofFan.events()[0]).toMatchObject({ data: { newPost: { post: { author: { viewerFollows: true } } } } });
  expect(ofNobody.events()[0]).toMatchObject({ data: { newPost: { post: { author: { viewerFollows: false } } } } });
  const [first] = ofFan.posts();
  expect(first?.id).toBe(ofFan.events()[0]?.data.newPost.cursor);
  ofFan.leave();
  await post('third #sse');
  // The id goes before the cursor of the operation, as an EventSource sends both when it comes back.
  const resumed = await open(tagged, { tag: 'sse', after: ofFan.posts()[1]?.id }, fan, first?.id);
  await vi.waitFor(() => expect(texts(resumed)).toEqual(['second #sse', 'third #sse']), soon);
  await vi.waitFor(() => expect(texts(ofNobody)).toHaveLength(3), soon);
  expect(ofBlocked.events()).toEqual([]);
  for (const stream of [resumed, ofBlocked, ofNobody]) stream.leave();
});

test('what live events cost can be read', async () => {
  const read = async (name: string): Promise<number> =>
    Number(new RegExp(`^${name} (.*)$`, 'm').exec(await agora.gateway.metrics.text())?.[1]);
  const connections = 'agora_live_connections\\{kind="stream"\\}';
  const closed = 'agora_live_closed_total\\{code="stream"\\}';
  await vi.waitFor(async () => expect(await read(connections)).toBe(0), soon);
  const closedBefore = await read(closed);
  const streams = [await open(tagged, { tag: 'counted' }), await open(tagged, { tag: 'counted' })];
  const names = ['agora_live_events_total', 'agora_live_deliveries_total', 'agora_live_lag_seconds_count'];
  const before = await Promise.all(names.map(read));
  expect([await read(connections), await read('agora_live_subscriptions')]).toEqual([2, 2]);
  await post('counted #counted');
  for (const stream of streams) await vi.waitFor(() => expect(texts(stream)).toEqual(['counted #counted']), soon);
  await vi.waitFor(
    async () => expect(await Promise.all(names.map(read))).toEqual(before.map((one, index) => one + (index === 1 ? 2 : 1))),
    soon,
  );
  for (const { leave } of streams) leave();
  await vi.waitFor(async () => expect(await read(connections)).toBe(0), soon);
  expect([await read('agora_live_subscriptions'), await read(closed)]).toEqual([0, closedBefore + 2]);
});

test('what the subgraph refuses comes as JSON, under its status', async () => {
  const refused = [
    await open('subscription { newPost { cursor } }', {}),
    await open(tagged, { tag: 'not a tag!' }),
    await open(tagged, { tag: 'sse', after: 'no cursor' }),
    await open(tagged, { tag: 'sse' }, undefined, 'no cursor'),
  ];
  for (const { ended } of refused) await ended;
  expect(refused.map(({ status, text }) => [status, JSON.parse(text()).errors[0].extensions.code])).toEqual([
    [401, 'UNAUTHENTICATED'],
    [400, 'BAD_USER_INPUT'],
    [400, 'BAD_USER_INPUT'],
    [400, 'BAD_USER_INPUT'],
  ]);
});

test('a stream ends with its session', async () => {
  const person = await agora.register();
  const stream = await open(tagged, { tag: 'ending' }, person);
  await ask('mutation { logout }', {}, person);
  await stream.ended;
  expect(stream.events().at(-1)?.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(stream.text()).toMatch(/event: complete\ndata:\n\n$/);
});

test('changes of a post reach all who show it, as far as they may see them', async () => {
  const [one, other, blocked] = [await agora.register(), await agora.register(), await agora.register()];
  await ask('mutation ($id: ID!) { block(userId: $id) { id } }', { id: blocked.id }, author);
  await agora.drain();
  const id = await post('changing');
  const changes = 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { kind post { likeCount viewerLiked } } }';
  const streams = await Promise.all([one, one, other, blocked].map(async (person) => await open(changes, { ids: [id] }, person)));
  await ask('mutation ($id: ID!) { likePost(id: $id) { id } }', { id }, other);
  const like = (viewerLiked: boolean) => ({ data: { postChanged: { kind: 'LIKED', post: { likeCount: 1, viewerLiked } } } });
  const [first, second, ofOther, ofBlocked] = streams as [Stream, Stream, Stream, Stream];
  for (const stream of [first, second]) await vi.waitFor(() => expect(stream.events()).toEqual([like(false)]), soon);
  await vi.waitFor(() => expect(ofOther.events()).toEqual([like(true)]), soon);
  // One who comes when others of theirs have begun gets what comes from then on.
  const late = await open(changes, { ids: [id] }, one);
  await ask('mutation ($id: ID!) { deletePost(id: $id) }', { id }, author);
  const deleted = { data: { postChanged: { kind: 'DELETED', post: null } } };
  await vi.waitFor(() => expect(late.events()).toEqual([deleted]), soon);
  await vi.waitFor(() => expect(first.events()).toEqual([like(false), deleted]), soon);
  expect(ofBlocked.events()).toEqual([]);
  for (const stream of [...streams, late]) stream.leave();
});

test('progress of media ends with its last step, for each who asks, and is its owner’s alone', async () => {
  const bytes = await quarters(400, 300).png().toBuffer();
  const { data } = await agora.upload({ bytes, name: 'a.png', type: 'image/png' }, author);
  const progress = 'subscription ($id: ID!) { mediaProgress(id: $id) { status } }';
  const variables = { id: data.uploadMedia.id };
  const client = createClient({ url: agora.url, headers: { authorization: `Bearer ${author.accessToken}` } });
  const seen = await Promise.all(
    [1, 2].map(async () => {
      const statuses: unknown[] = [];
      for await (const { data: event } of client.iterate<{ mediaProgress: { status: string } }>({ query: progress, variables }))
        statuses.push(event?.mediaProgress.status);
      return statuses;
    }),
  );
  for (const statuses of seen) expect(statuses.at(-1)).toBe('READY');
  client.dispose();
  const foreign = await open(progress, variables, await agora.register());
  await foreign.ended;
  expect([foreign.status, JSON.parse(foreign.text()).errors[0].extensions.code]).toEqual([
    400,
    expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
  ]);
});
