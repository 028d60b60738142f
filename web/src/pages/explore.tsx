/** All public posts, newest first, live. */
import type { ReactNode } from 'react';
import { usePublicPosts } from '../data/live/public-posts.ts';
import { useViewerId } from '../data/session.ts';
import { useStore } from '../data/store.ts';
import { LivePostList } from '../posts/live-post-list.tsx';
import { SignUpPrompt } from '../shell/sign-up-prompt.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function ExplorePage(): ReactNode {
  const viewerId = useViewerId();
  const list = usePublicPosts(null);
  const { waiting } = useStore(list.store);
  return (
    <Page title="Explore" badge={waiting.length}>
      {viewerId === null && <SignUpPrompt />}
      <LivePostList
        list={list}
        empty={
          <Empty title="No posts yet.">
            <p>Public posts appear here.</p>
          </Empty>
        }
      />
    </Page>
  );
}
