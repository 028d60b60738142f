/** Public posts with a tag, live. */
import type { ReactNode } from 'react';
import { usePublicPosts } from '../data/live/public-posts.ts';
import { LivePostList } from '../posts/live-post-list.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function TagPage({ tag }: { tag: string }): ReactNode {
  return (
    <Page title={`#${tag}`} hasBack>
      <LivePostList list={usePublicPosts(tag)} empty={<Empty title={`No posts with #${tag} yet.`} />} />
    </Page>
  );
}
