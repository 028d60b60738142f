/** A post with the posts that it answers above, and its answers below, live. */
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type ReactNode } from 'react';
import { postChangedDocument, type PostFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { found } from '../data/explain.ts';
import { useList } from '../data/list.ts';
import { useLoaded } from '../data/load.ts';
import { forgetPost, keepPosts, usePost, type Post } from '../data/posts.ts';
import { useViewerId } from '../data/session.ts';
import { Composer } from '../posts/composer.tsx';
import { PostCard } from '../posts/post-card.tsx';
import { Link } from '../routing/link.tsx';
import { usePlace } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Empty, PostSkeletons, Problem } from '../ui/states.tsx';

const shownAncestors = 8;

export function PostPage({ id }: { id: string }): ReactNode {
  const { data, error, reload } = useLoaded(`post ${id}`, async () => {
    const post = await found(client.api.post({ id }));
    if (post) keepPosts([post]);
    return post;
  });
  const post = usePost(data ? data.id : null);
  const title = post?.author ? `Post by ${post.author.displayName}` : 'Post';
  return (
    <Page title={title} hasBack>
      {data === undefined && (error === null ? <PostSkeletons /> : <Problem error={error} onRetry={reload} />)}
      {data !== undefined && !post && (
        <Empty title="This post does not exist.">
          <p>
            It was deleted, or you may not see it. <Link href="/">Go to the home page</Link>.
          </p>
        </Empty>
      )}
      {post && <Thread post={post} />}
    </Page>
  );
}

function Thread({ post }: { post: Post }): ReactNode {
  const viewerId = useViewerId();
  const shownId = post.repostOf?.id ?? post.id;
  useChanges(shownId);
  return (
    <>
      {post.replyTo && <Ancestors of={post.replyTo.id} />}
      <div className={post.replyTo ? 'thread-from-here' : undefined}>
        <PostCard id={post.id} isFocus />
        {viewerId !== null && <Composer replyTo={post.repostOf ? { ...post.repostOf, repostOf: null } : post} />}
        <Answers to={shownId} />
      </div>
    </>
  );
}

/** The posts that this one answers, the first on top. */
function Ancestors({ of }: { of: string }): ReactNode {
  const place = usePlace();
  const all = useRef<HTMLDivElement>(null);
  const { data: ids = [] } = useLoaded(`before ${of}`, async () => {
    const before: PostFieldsFragment[] = [];
    for (let id: string | undefined = of; id !== undefined && before.length < shownAncestors; id = before[0]?.replyTo?.id) {
      const post: PostFieldsFragment | null = await client.api.post({ id });
      if (!post) break;
      before.unshift(post);
    }
    return keepPosts(before);
  });
  const count = ids.length;
  useLayoutEffect(() => {
    // Keeps the post in view when earlier posts appear above it; on a scrolled page the browser does this itself.
    if (count > 0 && place.by !== 'pop' && scrollY === 0) scrollBy({ top: all.current?.offsetHeight ?? 0, behavior: 'instant' });
  }, [count, place]);
  return (
    <div ref={all} className="ancestors">
      {ids.map((id) => (
        <PostCard key={id} id={id} />
      ))}
    </div>
  );
}

function Answers({ to }: { to: string }): ReactNode {
  const replyCount = usePost(to)?.replyCount ?? 0;
  const { items, status, error, hasNext, loadMore } = useList<string>(`answers ${to}`, async (page) => {
    const answered = await client.api.replies({ ...page, postId: to });
    return answered && { nodes: keepPosts(answered.replies.nodes), pageInfo: answered.replies.pageInfo };
  });
  const lookForMore = useEffectEvent((count: number) => {
    if (status === 'ready' && !hasNext && count > items.length) loadMore();
  });
  useEffect(() => lookForMore(replyCount), [replyCount]);
  if (items.length === 0 && status === 'loading') return <PostSkeletons />;
  if (items.length === 0 && status === 'failed') return <Problem error={error} onRetry={loadMore} />;
  if (items.length === 0) return <Empty title="No answers yet." />;
  return (
    <section aria-label="Answers">
      {items.map((id) => (
        <PostCard key={id} id={id} />
      ))}
      <LoadMore hasNext={hasNext} status={status === 'ready' ? 'idle' : status} error={error} onMore={loadMore} />
    </section>
  );
}

/** Follows the changes of a post while its page is open. */
function useChanges(id: string): void {
  useEffect(() => {
    const ending = new AbortController();
    const watch = async (): Promise<void> => {
      for await (const { postChanged } of client.subscribe(postChangedDocument, { ids: [id] }, { signal: ending.signal })) {
        if (postChanged.kind === 'DELETED') forgetPost(id);
        else if (postChanged.post) keepPosts([postChanged.post]);
      }
    };
    // Without the subscription the page shows the loaded state.
    watch().catch(() => undefined);
    return () => ending.abort();
  }, [id]);
}
