/** Asks posts, rooms and news about visibility at this moment. */
import { z } from 'zod';
import { AppError } from '#lib/core/errors.ts';
import { isId } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';

export interface VisiblePost {
  /** Null once it was deleted. */
  post: { text: string; authorId: string } | null;
  /** The viewers, of those asked about, who may see the post. */
  viewerIds: ReadonlySet<string>;
}

const query = 'query VisibleTo($postId: ID!, $viewerIds: [ID!]!) { _visibleTo(postId: $postId, viewerIds: $viewerIds) }';
const ofMessage = 'query VisibleTo($messageId: ID!, $viewerIds: [ID!]!) { _visibleTo(messageId: $messageId, viewerIds: $viewerIds) }';
const answerSchema = z.object({ _visibleTo: z.string() });
const visibleSchema = z.object({
  post: z.object({ text: z.string(), authorId: z.string() }).nullable(),
  viewerIds: z.array(z.string()),
});

const whichQuery = 'query Visible($viewerId: ID!, $ids: [ID!]!) { _visible(viewerId: $viewerId, ids: $ids) }';
const whichSchema = z.object({ _visible: z.array(z.string()) });
const whichTimeoutMs = 1_000;

/** The posts, rooms, articles and events that a viewer may see. While their owner does not answer, all of them: it then shows none of them itself. */
export async function whichVisible(
  { ask, log }: NotificationsDeps,
  owner: 'posts' | 'rooms' | 'news',
  viewerId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  try {
    const { _visible } = await ask(owner, { query: whichQuery, variables: { viewerId, ids }, timeoutMs: whichTimeoutMs }, whichSchema);
    return new Set(_visible);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.debug({ err: error, owner }, 'a subgraph does not answer: notifications are listed without a check of what they are about');
    return new Set(ids);
  }
}

/** The post or message, and those of some viewers who may see it; of a message those to whom it is news. @returns Null without one. @throws AppError `SUBGRAPH_UNAVAILABLE`. */
export async function askVisible(
  { ask }: NotificationsDeps,
  postId: string | null,
  viewerIds: readonly string[],
): Promise<VisiblePost | null> {
  if (postId === null) return null;
  const { _visibleTo } = isId(postId, 'msg')
    ? await ask('rooms', { query: ofMessage, variables: { messageId: postId, viewerIds } }, answerSchema)
    : await ask('posts', { query, variables: { postId, viewerIds } }, answerSchema);
  const visible = visibleSchema.parse(JSON.parse(_visibleTo));
  return { post: visible.post, viewerIds: new Set(visible.viewerIds) };
}
