/** Subscriptions besides the feed: posts under a tag, public posts, and changes of posts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let ada: Person;
let ben: Person;
let eve: Person;
const stop = new AbortController();
const ended: Promise<void>[] = [];

beforeAll(async () => {
  agora = await startSupergraph();
  [ada, ben, eve] = [await agora.register(), await agora.register(), await agora.register()];
});
afterAll(async () => {
  stop.abort();
  await Promise.all(ended);
  await agora[Symbol.asyncDispose]();
});

async function act(call: string, id: string, as: Person): Promise<Answer> {
  const answer = await agora.ask(`mutation ($id: ID!) { ${call} }`, { id }, as);
  expect(answer.errors).toEqual([]);
  return answer;
}

async function create(input: object, as: Person): Promise<string> {
  const { data, errors } = await agora.ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', { input }, as);
  expect(errors).toEqual([]);
  return data.createPost.id;
}

/** Notes the events of a subscription as they come. */
function watch(
  query: string,
  variables: object,
  as: Person | undefined,
): { events: Answer[]; until: (isEnough: () => boolean, again?: () => Promise<unknown>) => Promise<void> } {
  const events: Answer[] = [];
  let wake = (): void => undefined;
  const following = (async () => {
    for await (const event of agora.subscribe(query, variables, as, stop.signal)) {
      events.push(event);
      wake();
    }
  })();
  ended.push(following);
  return {
    events,
    until: async (isEnough, again = async () => undefined) => {
      const deadline = performance.now() + 25_000;
      while (!isEnough()) {
        await again();
        if (performance.now() > deadline) throw new Error(`Only ${JSON.stringify(events)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 100);
        });
      }
    },
  };
}

const tagged = 'subscription ($tag: String, $after: String) { newPost(hashtag: $tag, after: $after) { cursor post { text } } }';
const changed = 'subscription ($ids: [ID!]!) { postChanged(ids: $ids) { kind postId post { text likeCount author { id } } } }';

test('a tag brings all public posts under it, and resumes after a cursor', async () => {
  const texts = ({ events }: { events: Answer[] }): string[] => events.map(({ data }) => data.newPost.post?.text);
  const watcher = watch(tagged, { tag: '#Tea' }, eve);
  // Begun when it answers to a first post.
  await watcher.until(
    () => watcher.events.length > 0,
    async () => await create({ text: 'begin #tea' }, ada),
  );
  const { cursor } = watcher.events.at(-1)?.data.newPost;
  await create({ text: 'for followers #tea', visibility: 'FOLLOWERS' }, ada);
  await create({ text: 'other #coffee' }, ada);
  await create({ text: 'one #TEA' }, ada);
  await create({ text: 'two #tea' }, ben);
  const isTea = (text: string): boolean => !text.startsWith('begin');
  await watcher.until(() => texts(watcher).filter(isTea).length === 2);
  expect(texts(watcher).filter(isTea)).toEqual(['one #TEA', 'two #tea']);
  const resumed = watch(tagged, { tag: 'tea', after: cursor }, ben);
  await resumed.until(() => texts(resumed).filter(isTea).length === 2);
  expect(texts(resumed).filter(isTea)).toEqual(['one #TEA', 'two #tea']);
});

test('public posts reach every listener, and join the page before them', async () => {
  const [closed, feli] = [await agora.register(), await agora.register()];
  await agora.ask('mutation { updateProfile(input: { isPrivate: true }) { id } }', {}, closed);
  await create({ text: 'before' }, ada);
  // A post that has no number yet is in the page and comes live too.
  await agora.drain();
  const page = '{ posts(first: 1) { liveCursor nodes { text } pageInfo { endCursor } } }';
  const { posts } = (await agora.ask(page, {}, undefined)).data;
  expect(posts.nodes).toEqual([{ text: 'before' }]);
  const after = { after: posts.liveCursor };
  const open = 'subscription ($after: String) { newPost(public: true, after: $after) { post { text } } }';
  await create({ text: 'missed' }, ben);
  const watchers = [watch(open, after, undefined), watch(open, after, feli)];
  const texts = ({ events }: { events: Answer[] }): string[] => events.map(({ data }) => data.newPost.post?.text);
  for (const watcher of watchers) await watcher.until(() => texts(watcher).includes('missed'));
  await act('block(userId: $id) { id }', ben.id, feli);
  await agora.drain();
  await create({ text: 'for followers', visibility: 'FOLLOWERS' }, ada);
  await create({ text: 'of a private account' }, closed);
  await act('repost(id: $id) { id }', await create({ text: 'reposted' }, ada), ben);
  await create({ text: 'of somebody blocked' }, ben);
  await create({ text: 'last', replyToId: await create({ text: 'answered' }, ada) }, ada);
  for (const watcher of watchers) await watcher.until(() => texts(watcher).at(-1) === 'last');
  expect(watchers.map(texts)).toEqual([
    ['missed', 'reposted', 'of somebody blocked', 'answered', 'last'],
    ['missed', 'reposted', 'answered', 'last'],
  ]);
  const { data } = await agora.ask(
    'query ($id: ID!, $after: String) { of: posts(authorId: $id) { liveCursor } next: posts(after: $after) { liveCursor } }',
    {
      id: ada.id,
      after: posts.pageInfo.endCursor,
    },
  );
  expect(data).toEqual({ of: { liveCursor: null }, next: { liveCursor: null } });
});

test('changes of posts reach viewers who may see them, in order, and no longer after a block', async () => {
  const id = await create({ text: 'looked at' }, ada);
  const quiet = await create({ text: 'for followers', visibility: 'FOLLOWERS' }, ada);
  const watcher = watch(changed, { ids: [id, quiet] }, eve);
  const kinds = (): string[] => watcher.events.map(({ data }) => data.postChanged.kind);
  const likeOnce = async (liked: string, as: Person): Promise<void> => {
    await act('likePost(id: $id) { id }', liked, as);
    await act('unlikePost(id: $id) { id }', liked, as);
  };
  await watcher.until(
    () => kinds().length >= 2,
    async () => await likeOnce(id, eve),
  );
  await act('likePost(id: $id) { id }', quiet, ada);
  await act('likePost(id: $id) { id }', id, ben);
  await act('unlikePost(id: $id) { id }', id, ben);
  await act('editPost(id: $id, text: "changed") { id }', id, ada);
  await create({ text: 'answer', replyToId: id }, ben);
  await act('repost(id: $id) { id }', id, ben);
  const wanted = ['LIKED', 'UNLIKED', 'EDITED', 'REPLIED', 'REPOSTED'];
  await watcher.until(() => kinds().at(-1) === 'REPOSTED');
  expect(kinds().slice(-wanted.length)).toEqual(wanted);
  expect(watcher.events.at(-1)?.data.postChanged).toEqual({
    kind: 'REPOSTED',
    postId: id,
    post: { text: 'changed', likeCount: expect.any(Number), author: { id: ada.id } },
  });

  const other = await create({ text: 'elsewhere' }, ben);
  const both = watch(changed, { ids: [id, other] }, eve);
  await both.until(
    () => both.events.length > 0,
    async () => await likeOnce(other, ada),
  );
  await act('block(userId: $id) { id }', eve.id, ada);
  await agora.drain();
  await act('editPost(id: $id, text: "unseen") { id }', id, ada);
  await act('deletePost(id: $id)', id, ada);
  await act('deletePost(id: $id)', other, ben);
  await both.until(() => both.events.some(({ data }) => data.postChanged.kind === 'DELETED'));
  const last = both.events.filter(({ data }) => !['LIKED', 'UNLIKED'].includes(data.postChanged.kind)).map(({ data }) => data.postChanged);
  expect(last).toEqual([{ kind: 'DELETED', postId: other, post: null }]);
});

test('a viewer gets no changes by answers they may not see, nor by users whom a block hides', async () => {
  const [author, friend, stranger, foe] = [await agora.register(), await agora.register(), await agora.register(), await agora.register()];
  const id = await create({ text: 'watched' }, author);
  const quiet = await create({ text: 'mark' }, author);
  await act('follow(userId: $id) { id }', foe.id, friend);
  await act('block(userId: $id) { id }', foe.id, stranger);
  await agora.drain();
  const watchers = [friend, stranger].map((viewer) => watch(changed, { ids: [id, quiet] }, viewer));
  const heard = ({ events }: { events: Answer[] }): string[] =>
    events.flatMap(({ data: { postChanged } }) => (postChanged.postId === id ? postChanged.kind : []));
  const mark = async (): Promise<unknown> => await act('editPost(id: $id, text: "mark again") { id }', quiet, author);
  for (const watcher of watchers)
    await watcher.until(
      () => watcher.events.length > 0,
      async () => {
        await act('likePost(id: $id) { id }', quiet, author);
        await act('unlikePost(id: $id) { id }', quiet, author);
      },
    );
  await create({ text: 'open', replyToId: id }, author);
  await create({ text: 'for followers', replyToId: id, visibility: 'FOLLOWERS' }, foe);
  await create({ text: `for @${author.username}`, replyToId: id, visibility: 'MENTIONED' }, foe);
  await create({ text: `for @${stranger.username}`, replyToId: id, visibility: 'MENTIONED' }, author);
  await act('likePost(id: $id) { id }', id, foe);
  await act('unlikePost(id: $id) { id }', id, foe);
  await act('repost(id: $id) { id }', id, foe);
  await create({ text: 'open too', replyToId: id }, foe);
  await act('likePost(id: $id) { id }', id, stranger);
  await mark();
  const isMarked = ({ events }: { events: Answer[] }): boolean => events.some(({ data }) => data.postChanged.kind === 'EDITED');
  for (const watcher of watchers) await watcher.until(() => isMarked(watcher));
  expect(watchers.map(heard)).toEqual([
    ['REPLIED', 'REPLIED', 'LIKED', 'UNLIKED', 'REPOSTED', 'REPLIED', 'LIKED'],
    ['REPLIED', 'REPLIED', 'LIKED'],
  ]);
});

test.each([
  [changed, { ids: [] }, 'ids'],
  [changed, { ids: ['nonsense'] }, 'ids'],
  [changed, { ids: Array.from({ length: 101 }, () => 'pst_01JD0000000000000000000000') }, 'ids'],
  [tagged, { tag: 'a b' }, 'hashtag'],
])('%s with %o is refused', async (query, variables, field) => {
  const answers: Answer[] = [];
  const refused = (async () => {
    for await (const answer of agora.subscribe(query, variables, eve, stop.signal)) answers.push(answer);
  })().catch((error: unknown) => error);
  const error = await refused;
  expect(JSON.stringify([error, answers])).toMatch(new RegExp(`"field":"${field}"`));
});
