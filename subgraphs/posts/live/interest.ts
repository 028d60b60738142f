/** The topic of events about posts that everybody may list. No id and no tag is written like this. */
export const publicTopic = 'public';

/** The posts that one listener wants. */
export type Interest =
  | { kind: 'feed'; viewerId: string }
  | { kind: 'hashtag'; viewerId: string | null; hashtag: string }
  | { kind: 'public'; viewerId: string | null }
  | { kind: 'posts'; viewerId: string | null; postIds: ReadonlySet<string> };
