/** A live list of posts. New posts wait behind a button, so that the reader's position does not move. */
import { ArrowUp, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { maxWaiting } from '../data/live/live-list.ts';
import type { LivePosts } from '../data/live/live-posts.ts';
import { postOf } from '../data/posts.ts';
import { useViewerId } from '../data/session.ts';
import { useStore } from '../data/store.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { PostSkeletons, Problem } from '../ui/states.tsx';
import { PostCard } from './post-card.tsx';

export function LivePostList({ list, empty }: { list: LivePosts; empty: ReactNode }): ReactNode {
  const { status, error, items: ids, hasNext, older, olderError } = useStore(list.store);
  const viewerId = useViewerId();
  if (status === 'loading') return <PostSkeletons />;
  if (status === 'failed') return <Problem error={error} onRetry={list.follow} />;
  return (
    <>
      <NewPosts list={list} />
      {ids.length === 0 && empty}
      {eachOnce(ids, viewerId).map((id) => (
        <PostCard key={id} id={id} />
      ))}
      <LoadMore hasNext={hasNext} status={older} error={olderError} onMore={() => void list.loadOlder()} />
    </>
  );
}

function NewPosts({ list }: { list: LivePosts }): ReactNode {
  const { waiting, isOutrun, isLive } = useStore(list.store);
  const count = waiting.length;
  const show = (): void => {
    list.showWaiting();
    scrollTo({ top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
  };
  return (
    <div className="feed-status" role="status">
      {count > 0 && (
        <button type="button" className="new-posts-button" onClick={show}>
          <ArrowUp aria-hidden /> {count === 1 ? '1 new post' : `${isOutrun ? `${Math.min(count, maxWaiting)}+` : count} new posts`}
        </button>
      )}
      {!isLive && (
        <p className="offline">
          <WifiOff aria-hidden /> Connection lost. New posts appear when it is back.
        </p>
      )}
    </div>
  );
}

/** Shows each post once: of a post and its reposts the first stays, of the viewer's own repost the original. */
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
