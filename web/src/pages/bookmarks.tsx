/** The viewer's bookmarks. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { PostList } from '../posts/post-list.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function BookmarksPage(): ReactNode {
  return (
    <Page title="Bookmarks">
      <PostList
        name="bookmarks"
        load={async (page) => (await client.api.bookmarks(page))?.bookmarks ?? null}
        empty={
          <Empty title="No bookmarks yet.">
            <p>The bookmark icon under a post saves it here. Only you can see your bookmarks.</p>
          </Empty>
        }
      />
    </Page>
  );
}
