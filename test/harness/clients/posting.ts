/** Writes and reads posts as a persistent client does: it sends a mutation again under its key until it is answered. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, SignedIn } from './client.ts';

const createPostMutation = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }';
const feedQuery =
  'query ($first: Int, $after: String) { feed(first: $first, after: $after) { nodes { id text } pageInfo { hasNextPage endCursor } liveCursor } }';
const retryMs = 50;

export interface Published {
  id: string;
  text: string;
  /** When the request that was answered was sent, and how long the answer took. */
  sentAtMs: number;
  answeredInMs: number;
  /** 1 when the first request was answered. */
  tries: number;
}

/**
 * Publishes a post, and sends it again with the same idempotency key while services are away.
 *
 * @throws Error with the last refusal after `withinMs`.
 */
export async function publish(client: Client, author: SignedIn, text: string, withinMs = 30_000): Promise<Published> {
  const deadline = performance.now() + withinMs;
  for (let tries = 1; ; tries++) {
    const sentAtMs = performance.now();
    const { data, errors } = await client
      .ask(createPostMutation, { input: { text, idempotencyKey: `key of ${text}` } }, author)
      .catch((error: unknown) => ({ data: null, errors: String(error) }));
    const id: string | undefined = data?.createPost?.id;
    if (id !== undefined) return { id, text, sentAtMs, answeredInMs: performance.now() - sentAtMs, tries };
    if (performance.now() > deadline) throw new Error(`"${text}" was not published: ${JSON.stringify(errors)}`);
    await delay(retryMs);
  }
}

export interface FeedPage {
  posts: { id: string; text: string }[];
  hasNextPage: boolean;
  endCursor: string | null;
  liveCursor: string;
}

/** @throws Error with the answer's errors. */
export async function readPage(
  client: Client,
  viewer: SignedIn,
  { first = 20, after = null }: { first?: number; after?: string | null } = {},
): Promise<FeedPage> {
  const { data, errors } = await client.ask(feedQuery, { first, after }, viewer);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { nodes, pageInfo, liveCursor } = data.feed;
  return { posts: nodes, hasNextPage: pageInfo.hasNextPage, endCursor: pageInfo.endCursor, liveCursor };
}

/** The whole feed, page by page. */
export async function readFeed(client: Client, viewer: SignedIn, first = 100): Promise<{ id: string; text: string }[]> {
  const posts: { id: string; text: string }[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await readPage(client, viewer, { first, after });
    posts.push(...page.posts);
    if (!page.hasNextPage) return posts;
    after = page.endCursor;
  }
}

export async function followUser(client: Client, follower: SignedIn, userId: string): Promise<void> {
  const { errors } = await client.ask('mutation ($userId: ID!) { follow(userId: $userId) { id } }', { userId }, follower);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}
