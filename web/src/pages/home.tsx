/** The start page: the viewer's feed, or public posts while signed out. */
import { useEffect, type ReactNode } from 'react';
import { followFeed, homeFeed } from '../data/live/feed.ts';
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
  const { waiting } = useStore(homeFeed.store);
  useEffect(followFeed, []);
  return (
    <Page title="Home" badge={waiting.length}>
      <Composer />
      <LivePostList
        list={homeFeed}
        empty={
          <Empty title="Your feed is empty.">
            <p>Follow people to see their posts here.</p>
            <Link className="button primary" href="/explore">
              Explore public posts
            </Link>
          </Empty>
        }
      />
    </Page>
  );
}
