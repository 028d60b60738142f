/** The buttons under a post: answer, repost, like, bookmark. */
import { Bookmark, Heart, MessageCircle, Repeat2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Post } from '../data/posts.ts';
import { useViewerId } from '../data/session.ts';
import { goTo } from '../routing/place.ts';
import { openComposer } from './composing.ts';
import { flip, isOn, type Toggle } from './toggles.ts';

const count = new Intl.NumberFormat('en', { notation: 'compact' });

export function PostActions({ post }: { post: Post }): ReactNode {
  const viewerId = useViewerId();
  const asViewer = (act: () => void) => () => {
    if (viewerId === null) goTo('/login');
    else act();
  };
  const toggle = (name: Toggle): { 'aria-pressed': boolean; onClick: () => void } => ({
    'aria-pressed': isOn(post, name),
    onClick: asViewer(() => void flip(post.id, name)),
  });
  return (
    <div className="post-actions">
      <button
        type="button"
        className="action reply"
        aria-label={`Answer, ${counted(post.replyCount, 'answer')}`}
        onClick={asViewer(() => openComposer({ replyTo: post }))}
      >
        <MessageCircle aria-hidden /> <Count of={post.replyCount} />
      </button>
      {post.visibility === 'PUBLIC' ? (
        <button type="button" className="action repost" aria-label={`Repost, ${counted(post.repostCount, 'repost')}`} {...toggle('repost')}>
          <Repeat2 aria-hidden /> <Count of={post.repostCount} />
        </button>
      ) : (
        <span className="action" />
      )}
      <button type="button" className="action like" aria-label={`Like, ${counted(post.likeCount, 'like')}`} {...toggle('like')}>
        <Heart aria-hidden /> <Count of={post.likeCount} />
      </button>
      <button type="button" className="action bookmark" aria-label="Bookmark" {...toggle('bookmark')}>
        <Bookmark aria-hidden />
      </button>
    </div>
  );
}

function Count({ of }: { of: number }): ReactNode {
  return <span aria-hidden>{of > 0 ? count.format(of) : ''}</span>;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
