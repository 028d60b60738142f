export interface FeedItem {
  postId: string;
  publishedAt: Date;
}

/** Merges the items of several sources: newest first, by id where moments are equal, each post once, at most `limit`. */
export function mergeItems(items: readonly FeedItem[], limit: number): FeedItem[] {
  const distinct = new Map(items.map((item) => [item.postId, item]));
  return [...distinct.values()]
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.postId < b.postId ? 1 : -1))
    .slice(0, limit);
}
