/** What happens to posts that somebody looks at, as it happens. There is no cursor: who was away loads the posts again. */
import { isId } from '#lib/db/ids.ts';
import type { Live } from '#lib/events/live.ts';
import type { Envelope } from '#lib/events/log.ts';
import { badInput } from '#lib/core/errors.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { Reading } from '../context.ts';
import type { Interest } from './audience.ts';
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
  const { events } = await live.listen({ kind: 'posts', viewerId, postIds: new Set(ids) }, signal);
  return (async function* () {
    for await (const envelope of events) {
      const change = changeOf(envelope);
      if (change) yield { kind: change.kind, postId: change.postId };
    }
  })();
}

const kinds: Record<string, PostChangeKind> = { 'post.edited': 'EDITED', 'post.liked': 'LIKED', 'post.unliked': 'UNLIKED' };

/** A change with what decides, besides the post itself, who hears of it. */
export interface ToldChange extends PostChange {
  /** The post as it was, where it is gone: the event alone tells. */
  deleted?: Behind;
  /** The post that the change is: whoever may not see it does not hear of it. */
  by?: Behind;
  /** Who did it: whom it hides from does not hear of it. */
  actorId?: string;
}

/** Which post an event changes, and how; null for none. */
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
