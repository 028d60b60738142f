/** One event is worked on once for many listeners, and each gets what is theirs to see. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let author: Person;
const stop = new AbortController();
const ended: Promise<void>[] = [];
/** The addresses that servers of this process were asked at. */
const asked: string[] = [];
const note = (message: unknown): void => {
  const { request } = message as { request: IncomingMessage };
  asked.push(`${String(request.headers.host)}${request.url}`);
};

beforeAll(async () => {
  agora = await startSupergraph();
  author = await agora.register();
  subscribe('http.server.request.start', note);
});
afterAll(async () => {
  unsubscribe('http.server.request.start', note);
  stop.abort();
  await Promise.all(ended);
  await agora[Symbol.asyncDispose]();
});

interface Watched {
  events: Answer[];
  until: (isEnough: (events: Answer[]) => boolean) => Promise<void>;
  end: () => void;
}

function watch(query: string, variables: object, as?: Person): Watched {
  const events: Answer[] = [];
  const ending = new AbortController();
  let wake = (): void => undefined;
  const signal = AbortSignal.any([ending.signal, stop.signal]);
  ended.push(
    (async () => {
      for await (const event of agora.subscribe(query, variables, as, signal)) {
        events.push(event);
        wake();
      }
    })(),
  );
  return {
    events,
    until: async (isEnough) => {
      const deadline = performance.now() + 25_000;
      while (!isEnough(events)) {
        if (performance.now() > deadline) throw new Error(`Only ${JSON.stringify(events)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 100);
        });
      }
    },
    end: () => ending.abort(),
  };
}

async function act(call: string, id: string, as: Person): Promise<void> {
  const { errors } = await agora.ask(`mutation ($id: ID!) { ${call} }`, { id }, as);
  expect(errors).toEqual([]);
}

async function post(text: string, as = author, visibility = 'PUBLIC'): Promise<string> {
  const { data, errors } = await agora.ask(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    { input: { text, visibility } },
    as,
  );
  expect(errors).toEqual([]);
  return data.createPost.id;
}

const textsOf = ({ events }: Watched): string[] => events.map(({ data }) => data.newPost.post?.text);
const has = (text: string) => (events: Answer[]) => events.some(({ data }) => data.newPost.post?.text === text);

/** Posts until every watcher has begun. */
async function begin(watchers: Watched[], tag: string): Promise<void> {
  for (let round = 0; !watchers.every(({ events }) => events.length > 0); round += 1) {
    await post(`begin ${round} #${tag}`);
    await Promise.race([
      Promise.all(watchers.map(async (each) => await each.until((events) => events.length > 0))),
      new Promise((resolve) => setTimeout(resolve, 1_000)),
    ]);
  }
}

test('an event is asked for once, whatever the clients call its fields, and flags of a viewer are theirs alone', async () => {
  const people = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => await agora.register()));
  const [fan, blocked, blocking, muting] = people as [Person, Person, Person, Person, Person, Person];
  await act('follow(userId: $id) { id }', author.id, fan);
  await act('block(userId: $id) { id }', blocked.id, author);
  await act('block(userId: $id) { id }', author.id, blocking);
  await act('mute(userId: $id) { id }', author.id, muting);
  await agora.drain();
  const shapes = [
    'subscription ($tag: String) { newPost(hashtag: $tag) { cursor post { text author { username viewerFollows } viewerLiked } } }',
    'subscription T($t: String) { newPost(hashtag: $t) { cursor post { text author { username viewerFollows } viewerLiked } } }',
  ];
  const variables = { tag: 'shared', t: 'shared' };
  const sees = (person: Person | undefined): boolean => person !== blocked && person !== blocking;
  const all = [...people, ...people, undefined].map((person, index) => ({
    person,
    watched: watch(shapes[index % 2] ?? '', variables, person),
  }));
  await begin(
    all.filter(({ person }) => sees(person)).map(({ watched }) => watched),
    'shared',
  );
  await agora.drain();
  asked.length = 0;
  await post('counted #shared');
  for (const { person, watched } of all) {
    if (!sees(person)) continue;
    await watched.until(has('counted #shared'));
    const event = watched.events.find(({ data }) => data.newPost.post.text === 'counted #shared');
    expect(event).toMatchObject({
      errors: [],
      data: { newPost: { post: { author: { username: author.username, viewerFollows: person === fan }, viewerLiked: false } } },
    });
  }
  const host = new URL(agora.users.url).host;
  expect(asked.filter((address) => address === `${host}/crowd`)).toHaveLength(1);
  for (const { person, watched } of all) if (!sees(person)) expect(watched.events).toEqual([]);
  for (const { watched } of all) watched.end();
});

test('a block, a mute and a private account take effect in the middle of a stream', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, async () => await agora.register()));
  const [writer, other, blocked, muting, follower, stranger] = people as [Person, Person, Person, Person, Person, Person];
  for (const person of [blocked, muting, follower])
    for (const followed of [writer, other, author]) await act('follow(userId: $id) { id }', followed.id, person);
  await agora.drain();
  const feed = 'subscription { newPost { post { text author { username } } } }';
  const tagged = 'subscription { newPost(hashtag: "feed") { post { text author { username } } } }';
  const [ofBlocked, ofMuting, ofFollower] = [watch(feed, {}, blocked), watch(feed, {}, muting), watch(feed, {}, follower)];
  const ofStranger = watch(tagged, {}, stranger);
  const all = [ofBlocked, ofMuting, ofFollower, ofStranger];
  await begin(all, 'feed');
  await post('before #feed', writer);
  for (const watched of all) await watched.until(has('before #feed'));

  await act('block(userId: $id) { id }', blocked.id, writer);
  await act('mute(userId: $id) { id }', writer.id, muting);
  await agora.drain();
  await post('blocked and muted #feed', writer);
  for (const watched of [ofFollower, ofStranger]) await watched.until(has('blocked and muted #feed'));

  expect((await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, writer)).errors).toEqual([]);
  await agora.drain();
  await post('private #feed', writer);
  await ofFollower.until(has('private #feed'));

  // What comes after it is there: nothing else is on its way.
  await post('the end #feed', other);
  for (const watched of all) await watched.until(has('the end #feed'));
  const seen = (watched: Watched): string[] => textsOf(watched).filter((text) => !text.startsWith('begin'));
  expect(all.map(seen)).toEqual([
    ['before #feed', 'the end #feed'],
    ['before #feed', 'the end #feed'],
    ['before #feed', 'blocked and muted #feed', 'private #feed', 'the end #feed'],
    ['before #feed', 'blocked and muted #feed', 'the end #feed'],
  ]);
  for (const watched of all) watched.end();
});

test('clients that come back from different cursors get what each missed, once and in order, and then the new', async () => {
  const person = await agora.register();
  const query = 'subscription ($after: String) { newPost(hashtag: "resumed", after: $after) { cursor post { text } } }';
  const first = watch(query, {}, person);
  await begin([first], 'resumed');
  const cursors: string[] = [];
  for (const text of ['a', 'b', 'c', 'd']) {
    await post(`${text} #resumed`);
    await first.until(has(`${text} #resumed`));
    cursors.push(first.events.at(-1)?.data.newPost.cursor);
  }
  const resumed = cursors.flatMap((after) => [watch(query, { after }, person), watch(query, { after })]);
  const live = Array.from({ length: 10 }, (_, index) => `live ${index} #resumed`);
  for (const text of live) await post(text);
  const sent = ['a', 'b', 'c', 'd'].map((text) => `${text} #resumed`);
  for (const [index, watched] of resumed.entries()) {
    await watched.until(has(live.at(-1) ?? ''));
    expect(textsOf(watched)).toEqual([...sent.slice(Math.floor(index / 2) + 1), ...live]);
  }
  expect(textsOf(first).slice(-10)).toEqual(live);
});
