/** How posts and users stand in the index. */
import { madeAt } from '#lib/db/ids.ts';
import type { Visibility } from '#lib/relations/may-see.ts';
import { detectLanguage, stemsOf, wordsOf } from '../text/analyse.ts';
import type { Finding } from './put-entries.ts';

/** What of a text is indexed: longer ones are cut, so that no entry is out of all proportion. */
const longestText = 5_000;

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
  return {
    ...{ kind: 'POST', ref: postId, revision, title: '', text, authorId, visibility, mentionIds, hashtags, username: null },
    ...analysed(text),
    hasMedia: mediaIds.length > 0,
    publishedAt: new Date(publishedAt),
    editedAt: editedAt ? new Date(editedAt) : null,
  };
}

export interface UserToIndex {
  userId: string;
  username: string;
  displayName: string;
  bio: string;
}

export function findingOfUser({ userId, username, displayName, bio }: UserToIndex, revision: number): Finding {
  const title = [displayName, ...new Set([username, ...username.split(/[._]+/)].filter(Boolean))].join(' ');
  return {
    ...{ kind: 'USER', ref: userId, revision, title, text: bio, authorId: userId, visibility: 'PUBLIC', mentionIds: [], hashtags: [] },
    ...analysed(`${title} ${bio}`, bio),
    ...{ hasMedia: false, publishedAt: madeAt(userId), editedAt: null, username: username.toLowerCase() },
  };
}

function analysed(text: string, spoken = text): Pick<Finding, 'language' | 'stems' | 'wordCount'> {
  const words = wordsOf(text);
  const language = detectLanguage(spoken === text ? words : wordsOf(spoken));
  return { language, stems: stemsOf(words, language).join(' '), wordCount: words.length };
}
