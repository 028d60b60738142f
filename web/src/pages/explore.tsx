/** What is public, newest first. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { useViewerId } from '../data/session.ts';
import { PostList } from '../posts/post-list.tsx';
import { Door } from '../shell/door.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function ExplorePage(): ReactNode {
  const viewerId = useViewerId();
  return (
    <Page title="The square">
      {viewerId === null && <Door />}
      <PostList
        name="public"
        load={async (page) => await client.api.posts(page)}
        empty={
          <Empty title="Nobody has said anything yet.">
            <p>What is said to everybody appears here.</p>
          </Empty>
        }
      />
    </Page>
  );
}
