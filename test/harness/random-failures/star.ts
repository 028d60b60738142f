/**
 * A star and fans, in one history: an account is registered, fans follow, the star posts an image, all fans like, answer
 * and repost at once, and the post is edited. Afterwards everything is there once.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client, Person } from '../clients/client.ts';
import { testPassword } from '../clients/client.ts';
import { askUntilAnswered } from '../histories/acts.ts';
import type { LiveFeed } from '../histories/live.ts';

export interface Stars {
  client: Client;
  star: Person;
  fans: readonly Person[];
  /** A word that is in no other history's texts. */
  word: string;
  image: Uint8Array;
}

/** What was acknowledged. */
export interface Fame {
  postId: string;
  mediaId: string;
  secondId: string;
  answerIds: string[];
}

const retryMs = 100;
const createPost = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';

/** Sends a mutation until it is answered. @throws Error with a refusal. */
async function act({ ask }: Client, mutation: string, variables: object, as: Person): Promise<Answer['data']> {
  const { data, errors } = await askUntilAnswered(ask, mutation, variables, as);
  if (errors.length > 0) throw new Error(`Refused: ${JSON.stringify({ mutation, variables, errors })}`);
  return data;
}

const publish = async (client: Client, input: { text: string }, as: Person): Promise<string> =>
  (await act(client, createPost, { input: { ...input, idempotencyKey: `${as.id} ${input.text}` } }, as)).createPost.id;

/** Registers an account; where the answer was lost, it is there and can sign in. */
export async function register({ ask }: Client, username: string): Promise<void> {
  const input = { username, email: `${username}@example.org`, password: testPassword };
  const mutation = 'mutation ($input: RegisterInput!) { register(input: $input) { viewer { user { username } } } }';
  const { errors } = await askUntilAnswered(ask, mutation, { input });
  const refusal = errors[0]?.extensions;
  if (refusal && !(refusal.code === 'CONFLICT' && refusal.field === 'input.username')) throw new Error(JSON.stringify(errors));
}

export async function follow({ client, star, fans }: Stars): Promise<void> {
  const mutation = 'mutation ($id: ID!) { follow(userId: $id) { viewerFollows } }';
  await Promise.all(fans.map(async (fan) => await act(client, mutation, { id: star.id }, fan)));
}

export async function becomeFamous({ client, star, fans, word, image }: Stars): Promise<Fame> {
  const mediaId = await uploadUntilAnswered(client, star, image);
  const postId = await publish(client, { text: `walnut${word}`, mediaIds: [mediaId] } as { text: string }, star);
  const on = async (name: string, fan: Person): Promise<unknown> =>
    await act(client, `mutation ($id: ID!) { ${name}(id: $id) { id } }`, { id: postId }, fan);
  const answerIds = await Promise.all([
    ...fans.map(async (fan, index) => {
      await Promise.all([on('likePost', fan), index === 0 ? on('repost', fan) : undefined]);
      return await publish(client, { text: `answer${word} ${index}`, replyToId: postId } as { text: string }, fan);
    }),
  ]);
  const edit = 'mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { id } }';
  const [secondId] = await Promise.all([
    publish(client, { text: `second${word}` }, star),
    act(client, edit, { id: postId, text: `cedar${word}` }, star),
  ]);
  return { postId, mediaId, secondId, answerIds };
}

async function uploadUntilAnswered(client: Client, person: Person, bytes: Uint8Array): Promise<string> {
  for (;;) {
    const { data } = await client.upload({ bytes, name: 'dot.png', type: 'image/png' }, person).catch(() => ({ data: null }));
    if (data) return data.uploadMedia.id;
    await delay(retryMs);
  }
}

const everything = /* GraphQL */ `
  query ($post: ID!, $media: ID!, $star: ID!) {
    post(id: $post) {
      text likeCount replyCount repostCount media { id status }
      replies(first: 10) { nodes { id } } likedBy(first: 10) { nodes { id } }
    }
    media(id: $media) { status }
    user(id: $star) { followerCount postCount posts(first: 10) { nodes { id } } }
    notifications(first: 10) { nodes { kind actorCount post { id } } }
    unreadCount
  }
`;
const search = 'query ($query: String!) { search(query: $query, types: [POST], first: 10) { nodes { ... on Post { id } } } }';

type Ids = { nodes: { id: string }[] };
const sortedIds = ({ nodes }: Ids): string[] => nodes.map(({ id }) => id).sort();

/** @throws Error saying what is lost or there twice. */
export async function judgeFame({ client, star, fans, word }: Stars, { postId, mediaId, secondId, answerIds }: Fame): Promise<void> {
  const asked = await act(client, everything, { post: postId, media: mediaId, star: star.id }, star);
  const { post, media, user, notifications, unreadCount } = asked;
  const find = async (query: string): Promise<string[]> => sortedIds((await act(client, search, { query }, star)).search);
  const group = (kind: string, actorCount: number, about: string | null): object => ({ kind, actorCount, post: about && { id: about } });
  const byKind = (one: { kind: string }, other: { kind: string }): number => one.kind.localeCompare(other.kind);
  deepStrictEqual(
    {
      post: { ...post, replies: sortedIds(post.replies), likedBy: sortedIds(post.likedBy) },
      media,
      user: { ...user, posts: sortedIds(user.posts) },
      notifications: notifications.nodes.toSorted(byKind),
      unreadCount,
      old: await find(`walnut${word}`),
      new: await find(`cedar${word}`),
      answers: await find(`answer${word}`),
    },
    {
      post: {
        text: `cedar${word}`,
        likeCount: fans.length,
        replyCount: fans.length,
        repostCount: 1,
        media: [{ id: mediaId, status: 'READY' }],
        replies: answerIds.toSorted(),
        likedBy: fans.map(({ id }) => id).sort(),
      },
      media: { status: 'READY' },
      user: { followerCount: fans.length, postCount: 2, posts: [postId, secondId].sort() },
      notifications: [
        group('FOLLOW', fans.length, null),
        group('LIKE', fans.length, postId),
        group('REPLY', fans.length, postId),
        group('REPOST', 1, postId),
      ],
      unreadCount: 4,
      old: [],
      new: [postId],
      answers: answerIds.toSorted(),
    },
  );
}

/** Waits until both posts have come live. @throws Error when one does not within the time, or came twice. */
export async function judgeLive({ events }: LiveFeed, { postId, secondId }: Fame, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  const counts = (): number[] => [postId, secondId].map((id) => events.filter((event) => event.postId === id).length);
  while (counts().includes(0) && performance.now() < deadline) await delay(20);
  deepStrictEqual({ live: counts() }, { live: [1, 1] });
}
