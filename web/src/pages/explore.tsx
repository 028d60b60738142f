/** What is public, newest first, as it comes. */
import type { ReactNode } from 'react';
import { usePublicPosts } from '../data/public-posts.ts';
import { useViewerId } from '../data/session.ts';
import { useStore } from '../data/store.ts';
import { LivePostList } from '../posts/live-post-list.tsx';
import { Door } from '../shell/door.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function ExplorePage(): ReactNode {
  const viewerId = useViewerId();
  const list = usePublicPosts(null);
  const { waitingIds } = useStore(list.store);
  return (
    <Page title="The square" badge={waitingIds.length}>
      {viewerId === null && <Door />}
      <LivePostList
        list={list}
        empty={
          <Empty title="Nobody has said anything yet.">
            <p>What is said to everybody appears here.</p>
          </Empty>
        }
      />
    </Page>
  );
}
