/** Changes of posts that a client displays, as they happen. They have no cursor: after a gap the client loads the posts again. */
import { isId } from '#lib/db/ids.ts';
import type { Live } from '#lib/events/live.ts';
import type { Envelope } from '#lib/events/log.ts';
import { badInput } from '#lib/core/errors.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { Reading } from '../context.ts';
import type { Interest } from './interest.ts';
import type { Behind } from '../reading/may-see-post.ts';

const maxIds = 100;

type PostChangeKind = 'EDITED' | 'LIKED' | 'UNLIKED' | 'REPLIED' | 'REPOSTED' | 'DELETED';

export interface PostChange {
  kind: PostChangeKind;
  postId: string;
}

export interface PostChangesInput {
  ids: readonly string[];
  live: Live<Interest>;
  signal: AbortSignal;
}

/** The changes of up to 100 posts, while the viewer may see them. @throws AppError `BAD_USER_INPUT`. */
export async function followChanges({ viewerId }: Reading, { ids, live, signal }: PostChangesInput): Promise<AsyncGenerator<PostChange>> {
  if (ids.length === 0 || ids.length > maxIds) throw badInput('ids', `Give 1 to ${maxIds} ids.`);
  if (!ids.every((id) => isId(id, 'pst'))) throw badInput('ids', 'ids are ids of posts.');
  return await live.follow({
    interest: { kind: 'posts', viewerId, postIds: new Set(ids) },
    signal,
    toItem: (envelope) => {
      const change = changeOf(envelope);
      return change && { kind: change.kind, postId: change.postId };
    },
  });
}

const kinds: Record<string, PostChangeKind> = { 'post.edited': 'EDITED', 'post.liked': 'LIKED', 'post.unliked': 'UNLIKED' };

/** A change with the facts, besides the post itself, that decide who may see it. */
export interface ToldChange extends PostChange {
  /** The deleted post, from the event. */
  deleted?: Behind;
  /** The answer or repost behind the change, which the listener must be able to see. */
  by?: Behind;
  /** The user who made the change, whom the listener must be able to see. */
  actorId?: string;
}

/** The post that an event changes, and how; null for other events. */
export function changeOf(envelope: Envelope): ToldChange | null {
  const { type, subject, payload } = envelope;
  if (type === 'post.deleted') return { kind: 'DELETED', postId: subject, deleted: postsEvents['post.deleted.v1'].parse(payload) };
  if (type === 'post.created') {
    const by = postsEvents['post.created.v1'].parse(payload);
    if (by.replyToId !== null) return { kind: 'REPLIED', postId: by.replyToId, by };
    return by.repostOfId === null ? null : { kind: 'REPOSTED', postId: by.repostOfId, by };
  }
  const kind = kinds[type];
  if (kind === undefined) return null;
  const actorId = payload['likerId'];
  return { kind, postId: subject, ...(typeof actorId === 'string' && { actorId }) };
}
