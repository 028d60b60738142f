/** A post in a list. A click anywhere on it opens its page. */
import { Lock, Repeat2, Users } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { usePost, type Post } from '../data/posts.ts';
import { Link } from '../routing/link.tsx';
import { goTo } from '../routing/place.ts';
import { useMarks } from '../text/marked.tsx';
import { RichText } from '../text/rich-text.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { MediaGrid } from './media-grid.tsx';
import { PostFacts } from './post-facts.tsx';
import { PostActions } from './post-actions.tsx';
import { PostMenu } from './post-menu.tsx';

/** Lists shorten longer texts; the page of the post shows them in full. */
const shownCharacters = 700;
const shownLines = 12;

export function PostCard({ id, isFocus = false }: { id: string; isFocus?: boolean }): ReactNode {
  const post = usePost(id);
  const shown = usePost(post?.repostOf?.id ?? id);
  if (!post || !shown) return null;
  const isRepost = post.id !== shown.id;
  const href = `/post/${shown.id}`;
  const open = (event: MouseEvent<HTMLElement>): void => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, [role=menu], dialog') !== null;
    if (isOnControl || isFocus || getSelection()?.isCollapsed === false) return;
    goTo(href);
  };
  return (
    // Keyboards open the page by the time, which is a link.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <article className={isFocus ? 'post focus' : 'post'} aria-labelledby={`by-${id}`} data-post={shown.id} onClick={open}>
      {isRepost && (
        <p className="post-context">
          <Repeat2 aria-hidden /> <Link href={`/@${post.author?.username ?? ''}`}>{post.author?.displayName ?? 'Someone'}</Link> reposted
        </p>
      )}
      <Link className="post-avatar" href={profileOf(shown)} tabIndex={-1} aria-hidden>
        <Avatar user={shown.author} />
      </Link>
      <header className="post-head">
        <Link id={`by-${id}`} className="post-author" href={profileOf(shown)}>
          <b>{shown.author?.displayName ?? 'Deleted account'}</b> <span>@{shown.author?.username ?? '…'}</span>
        </Link>
        <span aria-hidden>·</span>
        <Link className="post-time" href={href}>
          <Time at={shown.publishedAt ?? shown.createdAt} isFull={isFocus} />
        </Link>
        {shown.editedAt !== null && <span className="post-edited">edited</span>}
        <Audience visibility={shown.visibility} />
        <PostMenu post={shown} />
      </header>
      <div className="post-rest">
        {shown.replyTo && !isFocus && (
          <p className="post-answers">
            Answers <Link href={`/post/${shown.replyTo.id}`}>@{shown.replyTo.author?.username ?? '…'}</Link>
          </p>
        )}
        <PostText post={shown} isWhole={isFocus} />
        {shown.media && shown.media.length > 0 && <MediaGrid media={shown.media} />}
        {isFocus && <PostFacts post={shown} />}
        <PostActions post={shown} />
      </div>
    </article>
  );
}

function profileOf(post: Pick<Post, 'author'>): string {
  return `/@${post.author?.username ?? ''}`;
}

function Audience({ visibility }: { visibility: Post['visibility'] }): ReactNode {
  if (visibility === 'PUBLIC') return null;
  const isForFollowers = visibility === 'FOLLOWERS';
  return (
    <span className="post-audience" title={isForFollowers ? 'For followers' : 'For people mentioned'}>
      {isForFollowers ? <Users aria-hidden /> : <Lock aria-hidden />}
      <span className="visually-hidden">{isForFollowers ? 'For followers' : 'For people mentioned'}</span>
    </span>
  );
}

function PostText({ post, isWhole }: { post: Post; isWhole: boolean }): ReactNode {
  const marks = useMarks(post.id);
  if (post.text === '') return null;
  const cut = isWhole ? post.text : shorten(post.text);
  const mentioned = post.mentions.flatMap((user) => (user ? [user.username] : []));
  return (
    <p className="post-text" dir="auto">
      <RichText text={cut} mentioned={mentioned} marks={marks} />
      {cut !== post.text && (
        <>
          {'… '}
          <Link href={`/post/${post.id}`}>Read more</Link>
        </>
      )}
    </p>
  );
}

function shorten(text: string): string {
  const lines = text.split('\n');
  const cut = lines.length > shownLines ? lines.slice(0, shownLines).join('\n') : text;
  return cut.length > shownCharacters ? cut.slice(0, cut.lastIndexOf(' ', shownCharacters) + 1 || shownCharacters).trimEnd() : cut;
}
