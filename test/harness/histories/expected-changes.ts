/** The changes of posts that a step made, and the viewers who hear of each, from two states of the model. */
import { areApart, isVisible, type Model, type ModelPost } from './model.ts';

export interface Change {
  kind: 'EDITED' | 'LIKED' | 'UNLIKED' | 'REPLIED' | 'REPOSTED' | 'DELETED';
  post: ModelPost;
  /** The post that the change is. */
  by?: ModelPost;
  /** The person who made the change. */
  actor?: number;
}

/** The change between two states. */
export function changesOf(before: Model, after: Model): Change[] {
  const changes: Change[] = [];
  for (const [id, post] of after.posts) {
    const earlier = before.posts.get(id);
    if (!earlier) {
      if (post.replyTo) changes.push({ kind: 'REPLIED', post: post.replyTo, by: post });
      if (post.repostOf) changes.push({ kind: 'REPOSTED', post: post.repostOf, by: post });
      continue;
    }
    if (earlier.text !== post.text) changes.push({ kind: 'EDITED', post });
    for (const actor of post.likes) if (!earlier.likes.includes(actor)) changes.push({ kind: 'LIKED', post, actor });
    for (const actor of earlier.likes) if (!post.likes.includes(actor)) changes.push({ kind: 'UNLIKED', post, actor });
  }
  for (const [id, post] of before.posts) if (!after.posts.has(id)) changes.push({ kind: 'DELETED', post });
  return changes;
}

/**
 * The events that a viewer receives: changes of posts that they may see by people whom they may see, and the end of
 * posts that they saw.
 */
export function changesHeard(changes: Change[], { before, after, viewer }: { before: Model; after: Model; viewer: number }): string[] {
  const hears = ({ kind, post, by, actor }: Change): boolean =>
    isVisible(kind === 'DELETED' ? before : after, viewer, post) &&
    (!by || isVisible(after, viewer, by)) &&
    (actor === undefined || actor === viewer || !areApart(after, viewer, actor));
  return changes.filter(hears).map(({ kind, post }) => `${kind} ${post.id}${kind === 'DELETED' ? ' gone' : ''}`);
}
