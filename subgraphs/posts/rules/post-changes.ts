/** What happens to posts that somebody looks at, as it happens. There is no cursor: who was away loads the posts again. */
import { isId } from '#lib/db/ids.ts';
import type { Live } from '#lib/events/live.ts';
import type { Envelope } from '#lib/events/log.ts';
import { badInput } from '#lib/service/errors.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { Reading } from '../context.ts';
import type { PostChangeKind } from '../generated/types.ts';
import type { Interest } from './audience.ts';
import type { PostRecord } from '../model.ts';

const maxIds = 100;

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

/** Which post an event changes, and how; null for none. What was deleted is told by the event alone. */
export function changeOf(
  envelope: Envelope,
): (PostChange & { deleted?: Pick<PostRecord, 'authorId' | 'visibility' | 'mentionIds' | 'repostOfAuthorId'> }) | null {
  const { type, subject, payload } = envelope;
  if (type === 'post.deleted') return { kind: 'DELETED', postId: subject, deleted: postsEvents['post.deleted.v1'].parse(payload) };
  if (type === 'post.created') {
    const { replyToId, repostOfId } = postsEvents['post.created.v1'].parse(payload);
    if (replyToId !== null) return { kind: 'REPLIED', postId: replyToId };
    return repostOfId === null ? null : { kind: 'REPOSTED', postId: repostOfId };
  }
  const kind = kinds[type];
  return kind === undefined ? null : { kind, postId: subject };
}
