/** What of posts and users is searched, by which their owners and the index tell whether they hold the same. */

/** In the order that both sides write; moments in milliseconds. */
export type Content = readonly (string | number | boolean | null | readonly string[])[];

export interface FindablePost {
  text: string;
  visibility: string;
  hashtags: readonly string[];
  hasMedia: boolean;
  publishedAt: Date;
  editedAt: Date | null;
}

/** Whom a post mentions is left out: its text says so, and an account that is erased leaves the list without an edit. */
export function contentOfPost({ text, visibility, hashtags, hasMedia, publishedAt, editedAt }: FindablePost): Content {
  return [text, visibility, hashtags, hasMedia, publishedAt.getTime(), editedAt?.getTime() ?? null];
}

export interface FindableUser {
  username: string;
  displayName: string;
  bio: string;
}

export function contentOfUser({ username, displayName, bio }: FindableUser): Content {
  return [username.toLowerCase(), displayName, bio];
}
