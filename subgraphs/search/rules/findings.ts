/** How posts and users stand in the index. */
import { madeAt } from '#lib/db/ids.ts';
import type { Visibility } from '#lib/relations/may-see.ts';
import { analyse } from '../text/analyse.ts';
import type { Finding } from './put-entries.ts';

/** What of a text is indexed: longer ones are cut, so that no entry is out of all proportion. */
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
  const { terms, ...analysed } = analyse(text);
  return {
    ...{ kind: 'POST', ref: postId, revision, title: '', text, authorId, visibility, mentionIds, hashtags, hasMedia, username: null },
    ...analysed,
    terms: [
      ...terms,
      ...hashtags.map(termOf.tag),
      ...mentionIds.map(termOf.mentioned),
      termOf.author(authorId),
      ...(hasMedia ? [termOf.media] : []),
    ],
    publishedAt: new Date(publishedAt),
    editedAt: editedAt ? new Date(editedAt) : null,
  };
}

/** Terms that no text has. */
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
  const { terms, ...analysed } = analyse(`${displayName} ${username} ${username.split(/[._]+/).join(' ')} ${bio}`, bio);
  return {
    ...{ kind: 'USER', ref: userId, revision, title: displayName, text: bio, authorId: userId, visibility: 'PUBLIC' },
    ...{ mentionIds: [], hashtags: [], ...analysed, terms: [...terms, termOf.author(userId)] },
    ...{ hasMedia: false, publishedAt: madeAt(userId), editedAt: null, username: username.toLowerCase() },
  };
}
