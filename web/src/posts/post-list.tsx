/** A list of posts that loads page by page. */
import type { ReactNode } from 'react';
import type { PostFieldsFragment } from '@agora/sdk';
import { useList } from '../data/list.ts';
import type { Page } from '../data/page.ts';
import { keepPosts } from '../data/posts.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { PostSkeletons, Problem } from '../ui/states.tsx';
import { PostCard } from './post-card.tsx';

export interface PostListProps {
  name: string;
  load: (page: { first: number; after: string | null }) => Promise<Page<PostFieldsFragment>>;
  /** Shown while the list is empty. */
  empty: ReactNode;
}

export function PostList({ name, load, empty }: PostListProps): ReactNode {
  const { items, status, error, hasNext, loadMore } = useList<string>(name, async (page) => {
    const found = await load(page);
    return found && { nodes: keepPosts(found.nodes), pageInfo: found.pageInfo };
  });
  if (items.length === 0 && status === 'loading') return <PostSkeletons />;
  if (items.length === 0 && status === 'failed') return <Problem error={error} onRetry={loadMore} />;
  if (items.length === 0) return empty;
  return (
    <>
      {items.map((id) => (
        <PostCard key={id} id={id} />
      ))}
      <LoadMore hasNext={hasNext} status={status === 'ready' ? 'idle' : status} error={error} onMore={loadMore} />
    </>
  );
}
