/** What everybody says under a tag. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { PostList } from '../posts/post-list.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function TagPage({ tag }: { tag: string }): ReactNode {
  return (
    <Page title={`#${tag}`} hasBack>
      <PostList
        name={`tag ${tag}`}
        load={async (page) => await client.api.posts({ ...page, hashtag: tag })}
        empty={<Empty title={`Nobody has said anything under #${tag} yet.`} />}
      />
    </Page>
  );
}
