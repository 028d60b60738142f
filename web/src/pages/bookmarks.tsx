/** What one keeps for later. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { PostList } from '../posts/post-list.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function BookmarksPage(): ReactNode {
  return (
    <Page title="Kept for later">
      <PostList
        name="bookmarks"
        load={async (page) => (await client.api.bookmarks(page))?.bookmarks ?? null}
        empty={
          <Empty title="Nothing kept yet.">
            <p>The sign at the foot of a post keeps it here. Nobody is told.</p>
          </Empty>
        }
      />
    </Page>
  );
}
