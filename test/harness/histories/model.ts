/**
 * A slow, obvious model of visibility: sets, and rules from the API's promise. People are numbers, edges are `from>to`.
 */

export interface ModelPost {
  id: string;
  publishedAt: string;
  author: number;
  text: string;
  visibility: 'PUBLIC' | 'FOLLOWERS' | 'MENTIONED';
  mentions: number[];
  replyTo: ModelPost | null;
  repostOf: ModelPost | null;
  /** The people who like it, the latest last. */
  likes: number[];
}

export interface Model {
  follows: Set<string>;
  requests: Set<string>;
  blocks: Set<string>;
  mutes: Set<string>;
  isPrivate: Set<number>;
  posts: Map<string, ModelPost>;
}

export function createModel(): Model {
  return { follows: new Set(), requests: new Set(), blocks: new Set(), mutes: new Set(), isPrivate: new Set(), posts: new Map() };
}

/** The relations as they are now, to ask later what was allowed. */
export function copyModel({ posts, ...relations }: Model): Model {
  const { follows, requests, blocks, mutes, isPrivate } = relations;
  return {
    follows: new Set(follows),
    requests: new Set(requests),
    blocks: new Set(blocks),
    mutes: new Set(mutes),
    isPrivate: new Set(isPrivate),
    posts: new Map([...posts].map(([id, post]) => [id, { ...post, likes: [...post.likes] }])),
  };
}

export function areApart({ blocks }: Model, one: number, other: number): boolean {
  return blocks.has(`${one}>${other}`) || blocks.has(`${other}>${one}`);
}

/** Whether a viewer may see a post that exists. */
export function isVisible(model: Model, viewer: number, post: ModelPost): boolean {
  if (post.repostOf && !isVisible(model, viewer, post.repostOf)) return false;
  if (viewer === post.author) return true;
  if (areApart(model, viewer, post.author)) return false;
  if (post.visibility === 'MENTIONED') return post.mentions.includes(viewer);
  if (post.visibility === 'PUBLIC' && !model.isPrivate.has(post.author)) return true;
  return model.follows.has(`${viewer}>${post.author}`);
}

/** Whether the author's settings let everyone see a post. Such posts are in shared lists and in counts. */
export function isForAll({ isPrivate }: Model, { author, visibility }: ModelPost): boolean {
  return visibility === 'PUBLIC' && !isPrivate.has(author);
}

/** Whether a post that exists is in a viewer's feed. */
export function isInFeed(model: Model, viewer: number, post: ModelPost): boolean {
  if (!isVisible(model, viewer, post)) return false;
  if (viewer === post.author) return true;
  const hears = (whom: number): boolean => model.follows.has(`${viewer}>${whom}`) && !model.mutes.has(`${viewer}>${whom}`);
  if (!hears(post.author)) return false;
  if (post.repostOf && model.mutes.has(`${viewer}>${post.repostOf.author}`)) return false;
  const answered = post.replyTo?.author ?? post.author;
  return answered === viewer || answered === post.author || hears(answered);
}

/** In the order of lists, the newest first. */
export function newestFirst(posts: Iterable<ModelPost>): ModelPost[] {
  return [...posts].sort((a, b) => (a.publishedAt === b.publishedAt ? (a.id < b.id ? 1 : -1) : a.publishedAt < b.publishedAt ? 1 : -1));
}

/** Ends the follows and requests between two, both ways. */
export function separate({ follows, requests }: Model, one: number, other: number): void {
  for (const edge of [`${one}>${other}`, `${other}>${one}`]) {
    follows.delete(edge);
    requests.delete(edge);
  }
}

/** Removes a post, with the reposts that show it. */
export function removePost({ posts }: Model, id: string): void {
  posts.delete(id);
  for (const post of posts.values()) if (post.repostOf?.id === id) posts.delete(post.id);
}
