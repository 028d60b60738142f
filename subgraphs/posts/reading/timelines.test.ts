/** Feeds against an obvious model, whatever is stored and whatever is read from the authors: short feeds, and authors on both sides of the PUSH limit. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { type Person, startSupergraph, type Supergraph } from '#test/harness/supergraph.ts';
import { trimFeed } from '../feed/feed-store.ts';

let agora: Supergraph;
const peopleCount = 5;
const feedLength = 5;

beforeAll(async () => {
  agora = await startSupergraph({ env: { AGORA_FEED_LENGTH: String(feedLength), AGORA_PUSH_FOLLOWERS_MAX: '1' } });
});
afterAll(async () => await agora[Symbol.asyncDispose]());

type Act = 'follow' | 'unfollow' | 'post' | 'delete' | 'settle';
const person = fc.nat({ max: peopleCount - 1 });
const act = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Act>('post') },
  { weight: 3, arbitrary: fc.constant<Act>('follow') },
  { weight: 1, arbitrary: fc.constant<Act>('unfollow') },
  { weight: 1, arbitrary: fc.constant<Act>('delete') },
  { weight: 1, arbitrary: fc.constant<Act>('settle') },
);
interface Command {
  act: Act;
  who: number;
  whom: number;
}
const commands: fc.Arbitrary<Command[]> = fc.array(fc.record({ act, who: person, whom: person }), { minLength: 10, maxLength: 50 });

/** Meets whatever the others may miss by chance: a past too long to be stored, and an author before and after the PUSH limit. */
const telling: Command[] = [
  { act: 'post', who: 1, whom: 1 },
  { act: 'post', who: 1, whom: 1 },
  { act: 'follow', who: 0, whom: 1 },
  { act: 'settle', who: 0, whom: 0 },
  { act: 'post', who: 1, whom: 1 },
  { act: 'follow', who: 2, whom: 1 },
  { act: 'settle', who: 0, whom: 0 },
  { act: 'post', who: 1, whom: 1 },
];

async function change(mutation: string, variables: object, viewer: Person): Promise<Record<string, { id: string }>> {
  const { data, errors } = await agora.ask(mutation, variables, viewer);
  expect(errors).toEqual([]);
  return data;
}

async function walk(viewer: Person, first: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await agora.ask(
      'query ($first: Int, $after: String) { feed(first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }',
      { first, after },
      viewer,
    );
    expect(errors).toEqual([]);
    ids.push(...data.feed.nodes.map(({ id }: { id: string }) => id));
    if (!data.feed.pageInfo.hasNextPage) return ids;
    after = data.feed.pageInfo.endCursor;
  }
}

test('every feed has exactly the posts of the viewer and of the users followed now, newest first, page by page', async () => {
  const deliveries = new Set<string>();
  let horizons = 0;
  await fc.assert(
    fc.asyncProperty(commands, fc.integer({ min: 1, max: 4 }), async (script, size) => {
      const people = await Promise.all(Array.from({ length: peopleCount }, async () => await agora.register()));
      const at = (index: number): Person => people[index] as Person;
      const follows = new Set<string>();
      let published: { id: string; author: number }[] = [];

      const settle = async (): Promise<void> => {
        await agora.drain();
        for (const [viewer, { id }] of people.entries()) {
          const wanted = published.filter(({ author }) => author === viewer || follows.has(`${viewer}>${author}`)).map((post) => post.id);
          expect(await walk(at(viewer), size)).toEqual(wanted.toReversed());
          const { models } = agora.posts.deps;
          if ((await models.feeds.findById(id).lean())?.horizon) horizons += 1;
        }
      };

      for (const { act: what, who, whom } of script) {
        if (what === 'settle') await settle();
        else if (what === 'post') {
          const data = await change('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', { text: 'x' }, at(who));
          published.push({ id: data['createPost']?.id ?? '', author: who });
        } else if (what === 'delete') {
          const mine = published.filter(({ author }) => author === who).at(whom);
          if (!mine) continue;
          await change('mutation ($id: ID!) { deletePost(id: $id) }', { id: mine.id }, at(who));
          published = published.filter(({ id }) => id !== mine.id);
        } else if (who !== whom) {
          await change(`mutation ($userId: ID!) { ${what}(userId: $userId) { id } }`, { userId: at(whom).id }, at(who));
          if (what === 'follow') follows.add(`${who}>${whom}`);
          else follows.delete(`${who}>${whom}`);
        }
      }
      await settle();
      for (const { delivery } of await agora.posts.deps.models.fanOuts.find({}, { delivery: 1 }).lean()) deliveries.add(delivery);
    }),
    { numRuns: cases(6), examples: [[telling, 2]] },
  );
  // The runs have met what they are about.
  expect(deliveries).toEqual(new Set(['PUSH', 'PULL']));
  expect(horizons).toBeGreaterThan(0);
});

test('the stored entries of an unfollowed author go, and a new follow brings them back', async () => {
  const [author, viewer] = [await agora.register(), await agora.register()];
  const { models } = agora.posts.deps;
  const count = async (): Promise<number> => await models.feedEntries.countDocuments({ viewerId: viewer.id, authorId: author.id });
  for (let i = 0; i < 3; i++) await change('mutation { createPost(input: { text: "x" }) { id } }', {}, author);
  for (const [what, stored] of [
    ['follow', 1],
    ['unfollow', 0],
    ['follow', 1],
  ] as const) {
    await change(`mutation ($userId: ID!) { ${what}(userId: $userId) { id } }`, { userId: author.id }, viewer);
    await agora.drain();
    expect(await count()).toBe(stored);
    expect(await walk(viewer, 2)).toHaveLength(what === 'follow' ? 3 : 0);
  }
});

test('a feed that grew too long is trimmed to its length, and still reaches back to the first post', async () => {
  const viewer = await agora.register();
  const ids: string[] = [];
  for (let i = 0; i < feedLength * 3; i++) {
    const data = await change('mutation { createPost(input: { text: "x" }) { id } }', {}, viewer);
    ids.unshift(data['createPost']?.id ?? '');
  }
  await agora.drain();
  const { deps } = agora.posts;
  await trimFeed(deps, viewer.id);
  expect(await deps.models.feedEntries.countDocuments({ viewerId: viewer.id })).toBe(feedLength);
  expect(await walk(viewer, 4)).toEqual(ids);
});
