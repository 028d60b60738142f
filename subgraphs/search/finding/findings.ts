/** The form of posts, users, articles and events in the index. */
import { createHash } from 'node:crypto';
import { madeAt } from '#lib/db/ids.ts';
import type { Visibility } from '#lib/relations/may-see.ts';
import { textOfNews } from '#schema/findable.ts';
import { analyse } from '../text/analyse.ts';
import { spokenOf } from '../text/spoken.ts';
import type { Finding } from '../indexing/put-entries.ts';

/** The indexed length of a text. Longer texts are cut, so that entries stay small. */
const longestText = 20_000;

export interface PostToIndex {
  postId: string;
  authorId: string;
  text: string;
  visibility: Visibility;
  hashtags: string[];
  mentionIds: string[];
  mediaIds: string[];
  publishedAt: string;
  editedAt?: string | null | undefined;
}

export function findingOfPost(post: PostToIndex, revision: number): Finding {
  const { postId, authorId, visibility, hashtags, mentionIds, mediaIds, publishedAt, editedAt } = post;
  const text = post.text.slice(0, longestText);
  const hasMedia = mediaIds.length > 0;
  const analysed = analyse(text);
  const terms = [
    ...analysed.terms,
    ...hashtags.map(termOf.tag),
    ...mentionIds.map(termOf.mentioned),
    termOf.author(authorId),
    ...(hasMedia ? [termOf.media] : []),
  ];
  return {
    ...{ kind: 'POST', ref: postId, revision, title: '', text, authorId, visibility, mentionIds, hashtags, hasMedia, username: null },
    ...{ ...analysed, terms, termsChecksum: checksumOfTerms(terms), spoken: spokenOf(text) },
    publishedAt: new Date(publishedAt),
    editedAt: editedAt ? new Date(editedAt) : null,
  };
}

export interface NewsToIndex {
  id: string;
  title: string;
  description: string;
  text: string;
  place?: string | null | undefined;
  tags: string[];
  publishedAt: string;
}

/** The entry of a published article or event. It has no author: a search by authors would tell who it is to those who may not know. */
export function findingOfNews(kind: 'ARTICLE' | 'EVENT', news: NewsToIndex, revision: number): Finding {
  const { id, title, tags, publishedAt } = news;
  const text = textOfNews({ ...news, place: news.place ?? null });
  const analysed = analyse(`${title}\n${text}`);
  const terms = [...analysed.terms, ...tags.map(termOf.tag)];
  return {
    ...{ kind, ref: id, revision, title, text, authorId: id, visibility: 'PUBLIC', mentionIds: [], hashtags: tags, hasMedia: false },
    ...{ username: null, ...analysed, terms, termsChecksum: checksumOfTerms(terms), spoken: spokenOf(`${title} ${text}`) },
    publishedAt: new Date(publishedAt),
    editedAt: null,
  };
}

/** What takes the place of an article or event that is published no longer: nobody finds it, and an older revision does not bring it back. */
export function hiddenNews(kind: 'ARTICLE' | 'EVENT', id: string, revision: number): Finding {
  const empty = { id, title: '', description: '', text: '', tags: [], publishedAt: new Date(0).toISOString() };
  return { ...findingOfNews(kind, empty, revision), visibility: 'MENTIONED' };
}

export function checksumOfTerms(terms: readonly string[]): string {
  return createHash('sha256').update(terms.join('\n')).digest('base64url').slice(0, 12);
}

/** Terms that no text can contain. */
export const termOf = {
  tag: (name: string): string => `#${name}`,
  mentioned: (userId: string): string => `@${userId}`,
  author: (userId: string): string => `by:${userId}`,
  media: 'has:media',
};

export interface UserToIndex {
  userId: string;
  username: string;
  displayName: string;
  bio: string;
}

export function findingOfUser({ userId, username, displayName, bio }: UserToIndex, revision: number): Finding {
  const analysed = analyse(`${displayName} ${username} ${username.split(/[._]+/).join(' ')} ${bio}`, bio);
  const terms = [...analysed.terms, termOf.author(userId)];
  return {
    ...{ kind: 'USER', ref: userId, revision, title: displayName, text: bio, authorId: userId, visibility: 'PUBLIC' },
    ...{ mentionIds: [], hashtags: [], ...analysed, terms, termsChecksum: checksumOfTerms(terms) },
    ...{
      spoken: spokenOf(`${displayName} ${bio}`),
      hasMedia: false,
      publishedAt: madeAt(userId),
      editedAt: null,
      username: username.toLowerCase(),
    },
  };
}
