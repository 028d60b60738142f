/** Where one begins: the feed of who is signed in, the square for everybody else. */
import { useEffect, type ReactNode } from 'react';
import { followFeed, homeFeed } from '../data/feed.ts';
import { useViewerId } from '../data/session.ts';
import { useStore } from '../data/store.ts';
import { Composer } from '../posts/composer.tsx';
import { LivePostList } from '../posts/live-post-list.tsx';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';
import { ExplorePage } from './explore.tsx';

export function HomePage(): ReactNode {
  return useViewerId() === null ? <ExplorePage /> : <FeedPage />;
}

function FeedPage(): ReactNode {
  const { waitingIds } = useStore(homeFeed.store);
  useEffect(followFeed, []);
  return (
    <Page title="Home" badge={waitingIds.length}>
      <Composer />
      <LivePostList
        list={homeFeed}
        empty={
          <Empty title="Your feed is quiet.">
            <p>Follow a few people, and what they say appears here as they say it.</p>
            <Link className="button primary" href="/explore">
              See who is on the square
            </Link>
          </Empty>
        }
      />
    </Page>
  );
}
