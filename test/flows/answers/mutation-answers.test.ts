/** A mutation's answer equals that of a query sent right after it, whatever stands before it in the same document. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases, firstSeedOf } from '#test/harness/generate/cases.ts';
import { makePeople } from '../../harness/clients/people.ts';
import { type Person, startSupergraph, type Supergraph } from '../../harness/supergraph.ts';

let agora: Supergraph;
beforeAll(async () => {
  agora = await startSupergraph();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

const firstSeed = firstSeedOf();

const counts = 'replyCount repostCount likeCount viewerLiked viewerReposted viewerBookmarked editedAt edits { text }';
const postFields = `id text ${counts} author { id username postCount posts(first: 5) { nodes { id } } }
  replyTo { id ${counts} replies(first: 5) { nodes { id } } } replies(first: 5) { nodes { id ${counts} } } likedBy(first: 5) { nodes { id } }`;
const userFields = `id displayName bio isPrivate followerCount followingCount viewerFollows followsViewer viewerBlocks viewerMutes followRequested
  followers(first: 5) { nodes { id followingCount } } following(first: 5) { nodes { id followerCount } }`;

async function mustAsk(query: string, as: Person): Promise<Record<string, Record<string, unknown>>> {
  const { data, errors } = await agora.ask(query, {}, as);
  // A refused field is null with its error; the rest of the document runs as usual.
  const unexpected = errors.filter(({ extensions }) => !['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT'].includes(extensions.code));
  expect(unexpected).toEqual([]);
  return data ?? {};
}

/** Sends some mutations as one document and compares what the last answers with a question asked after it. */
async function expectSame(mutations: string[], fields: string, ask: (id: string) => string, as: Person): Promise<void> {
  const aliased = mutations.map((mutation, index) => `m${index}: ${mutation} { ${fields} }`);
  const answers = await mustAsk(`mutation { ${aliased.join(' ')} }`, as);
  const last = answers[`m${mutations.length - 1}`];
  if (!last) return;
  const { asked } = await mustAsk(`{ asked: ${ask(String(last['id']))} { ${fields} } }`, as);
  expect(last, mutations.join(' ')).toEqual(asked);
}

const documents = <Act>(act: fc.Arbitrary<Act>): fc.Arbitrary<Act[]> => fc.array(act, { minLength: 1, maxLength: 4 });

test('of posts', async () => {
  const [ada, ben] = (await makePeople(agora.users.deps, 2)) as [Person, Person];
  const ids: string[] = [];
  for (const text of ['one', 'two', 'three']) {
    const { createPost } = await mustAsk(`mutation { createPost(input: {text: "${text}"}) { id } }`, ada);
    ids.push(String(createPost?.['id']));
  }
  expect(new Set(ids).size).toBe(3);
  const name = fc.constantFrom('reply', 'reply', 'edit', 'likePost', 'unlikePost', 'repost', 'unrepost', 'bookmarkPost', 'unbookmarkPost');
  const act = fc.record({ name, id: fc.constantFrom(...ids), text: fc.stringMatching(/^[a-z]{1,8}$/) });
  const spell = ({ name, id, text }: { name: string; id: string; text: string }): string => {
    if (name === 'reply') return `createPost(input: {text: "${text}", replyToId: "${id}"})`;
    return name === 'edit' ? `editPost(id: "${id}", text: "${text}")` : `${name}(id: "${id}")`;
  };
  for (const [index, acts] of fc.sample(documents(act), { seed: firstSeed, numRuns: cases(12) }).entries()) {
    const as = index % 4 === 0 ? ben : ada;
    const own = as === ada ? acts : acts.filter((one) => one.name !== 'edit');
    if (own.length > 0) await expectSame(own.map(spell), postFields, (id) => `post(id: "${id}")`, as);
  }
});

test('of users', async () => {
  const [ada, ...others] = (await makePeople(agora.users.deps, 4)) as [Person, ...Person[]];
  const name = fc.constantFrom('follow', 'follow', 'unfollow', 'block', 'unblock', 'mute', 'unmute', 'updateProfile');
  const act = fc.record({ name, id: fc.constantFrom(...others.map(({ id }) => id)), bio: fc.stringMatching(/^[a-z]{1,8}$/) });
  const spell = ({ name, id, bio }: { name: string; id: string; bio: string }): string =>
    name === 'updateProfile' ? `updateProfile(input: {bio: "${bio}"})` : `${name}(userId: "${id}")`;
  for (const acts of fc.sample(documents(act), { seed: firstSeed, numRuns: cases(12) }))
    await expectSame(acts.map(spell), userFields, (id) => `user(id: "${id}")`, ada);
});

test('of media and notifications', async () => {
  const [ada] = (await makePeople(agora.users.deps, 1)) as [Person];
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const { data } = await agora.upload({ bytes: pixel, name: 'pixel.png', type: 'image/png' }, ada);
  const { id } = data.uploadMedia;
  await agora.drain();
  for (const altText of ['a', 'b'])
    await expectSame(
      [`updateMedia(id: "${id}", altText: "x")`, `updateMedia(id: "${id}", altText: "${altText}")`],
      'id altText status',
      () => `media(id: "${id}")`,
      ada,
    );
  const answered = await mustAsk(
    'mutation { updateNotificationPreferences(push: [LIKE]) { push email } m1: updateNotificationPreferences(push: [REPLY], email: []) { push email } }',
    ada,
  );
  const { me } = await mustAsk('{ me { notificationPreferences { push email } } }', ada);
  expect(answered['m1']).toEqual(me?.['notificationPreferences']);
});
