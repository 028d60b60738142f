/** Where one begins: the feed of who is signed in, the square for everybody else. */
import { ArrowUp, WifiOff } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { followFeed, loadOlder, showWaiting, useFeed } from '../data/feed.ts';
import { postOf } from '../data/posts.ts';
import { useViewerId } from '../data/session.ts';
import { Composer } from '../posts/composer.tsx';
import { PostCard } from '../posts/post-card.tsx';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { More } from '../ui/more.tsx';
import { Empty, PostShapes, Problem } from '../ui/states.tsx';
import { ExplorePage } from './explore.tsx';

export function HomePage(): ReactNode {
  return useViewerId() === null ? <ExplorePage /> : <FeedPage />;
}

function FeedPage(): ReactNode {
  const feed = useFeed();
  const waiting = feed.waitingIds.length;
  useEffect(followFeed, []);
  const show = (): void => {
    showWaiting();
    scrollTo({ top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
  };
  return (
    <Page title="Home" badge={waiting}>
      <Composer />
      <div className="feed-news" role="status">
        {waiting > 0 && (
          <button type="button" className="news-button" onClick={show}>
            <ArrowUp aria-hidden /> {waiting === 1 ? '1 new post' : `${waiting} new posts`}
          </button>
        )}
        {!feed.isLive && feed.status === 'ready' && (
          <p className="offline">
            <WifiOff aria-hidden /> Connection lost. New posts come as soon as it is back.
          </p>
        )}
      </div>
      <Posts />
    </Page>
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

function Posts(): ReactNode {
  const { status, error, ids, hasNext, older, olderError } = useFeed();
  const viewerId = useViewerId();
  if (status === 'loading') return <PostShapes />;
  if (status === 'failed') return <Problem error={error} onRetry={followFeed} />;
  if (ids.length === 0) {
    return (
      <Empty title="Your feed is quiet.">
        <p>Follow a few people, and what they say appears here as they say it.</p>
        <Link className="button primary" href="/explore">
          See who is on the square
        </Link>
      </Empty>
    );
  }
  return (
    <>
      {eachOnce(ids, viewerId).map((id) => (
        <PostCard key={id} id={id} />
      ))}
      <More hasNext={hasNext} status={older} error={olderError} onMore={() => void loadOlder()} />
    </>
  );
}
