/** What of posts, users, articles and events is searched, by which their owners and the index tell whether they hold the same. */

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

/** The searched length of an article or event. Longer ones are cut, so that entries stay small. */
const longestNews = 20_000;

export interface FindableNews {
  title: string;
  text: string;
  tags: readonly string[];
  publishedAt: Date;
}

/** The text of an article or event by which it is found, besides its title. */
export function textOfNews({ place, description, text }: { place?: string | null; description: string; text: string }): string {
  return [place ?? '', description, text]
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, longestNews);
}

export function contentOfNews({ title, text, tags, publishedAt }: FindableNews): Content {
  return [title, text, tags, publishedAt.getTime()];
}
