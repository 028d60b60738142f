/** A live list of posts: what has just come waits behind a button, so that what is read stays where it is. */
import { ArrowUp, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { maxWaiting, type LivePosts } from '../data/live-posts.ts';
import { postOf } from '../data/posts.ts';
import { useViewerId } from '../data/session.ts';
import { useStore } from '../data/store.ts';
import { More } from '../ui/more.tsx';
import { PostShapes, Problem } from '../ui/states.tsx';
import { PostCard } from './post-card.tsx';

export function LivePostList({ list, empty }: { list: LivePosts; empty: ReactNode }): ReactNode {
  const { status, error, ids, hasNext, older, olderError } = useStore(list.store);
  const viewerId = useViewerId();
  if (status === 'loading') return <PostShapes />;
  if (status === 'failed') return <Problem error={error} onRetry={list.follow} />;
  return (
    <>
      <News list={list} />
      {ids.length === 0 && empty}
      {eachOnce(ids, viewerId).map((id) => (
        <PostCard key={id} id={id} />
      ))}
      <More hasNext={hasNext} status={older} error={olderError} onMore={() => void list.loadOlder()} />
    </>
  );
}

function News({ list }: { list: LivePosts }): ReactNode {
  const { waitingIds, isOutrun, isLive } = useStore(list.store);
  const waiting = waitingIds.length;
  const show = (): void => {
    list.showWaiting();
    scrollTo({ top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
  };
  return (
    <div className="feed-news" role="status">
      {waiting > 0 && (
        <button type="button" className="news-button" onClick={show}>
          <ArrowUp aria-hidden /> {waiting === 1 ? '1 new post' : `${isOutrun ? `${Math.min(waiting, maxWaiting)}+` : waiting} new posts`}
        </button>
      )}
      {!isLive && (
        <p className="offline">
          <WifiOff aria-hidden /> Connection lost. New posts come as soon as it is back.
        </p>
      )}
    </div>
  );
}

/** Without what the list shows twice: of reposts and their original the first stays, of one's own reposts the original. */
function eachOnce(ids: readonly string[], viewerId: string | null): string[] {
  const all = new Set(ids);
  const seen = new Set<string>();
  return ids.filter((id) => {
    const post = postOf(id);
    const shownId = post?.repostOf?.id ?? id;
    const isOwnAgain = shownId !== id && post?.author?.id === viewerId && all.has(shownId);
    if (isOwnAgain || seen.has(shownId)) return false;
    seen.add(shownId);
    return true;
  });
}
