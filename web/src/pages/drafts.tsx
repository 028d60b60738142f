/** The viewer's drafts and scheduled posts. */
import { Clock, FileText } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { noteAccount } from '../data/account.ts';
import { useList } from '../data/list.ts';
import { forgetPost, keepPosts, usePost } from '../data/posts.ts';
import { homeFeed } from '../data/live/feed.ts';
import { MediaGrid } from '../posts/media-grid.tsx';
import { openComposer } from '../posts/composing.ts';
import { Page } from '../shell/page.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { tell, tellFailure } from '../ui/notices.tsx';
import { Empty, PostSkeletons, Problem } from '../ui/states.tsx';
import { fullTime } from '../ui/time.tsx';

export function DraftsPage(): ReactNode {
  return (
    <Page title="Drafts">
      <Drafts />
    </Page>
  );
}

function Drafts(): ReactNode {
  const { items, status, error, hasNext, loadMore, change } = useList<string>('drafts', async (page) => {
    const found = (await client.api.drafts(page))?.drafts;
    return found ? { nodes: keepPosts(found.nodes), pageInfo: found.pageInfo } : null;
  });
  const isEmpty = items.length === 0;
  useEffect(() => {
    if (status === 'ready') noteAccount({ hasDrafts: !isEmpty });
  }, [status, isEmpty]);
  if (items.length === 0 && status === 'loading') return <PostSkeletons />;
  if (items.length === 0 && status === 'failed') return <Problem error={error} onRetry={loadMore} />;
  if (items.length === 0) {
    return (
      <Empty title="No drafts.">
        <p>Save a post as a draft, or schedule it, with the clock in the composer.</p>
      </Empty>
    );
  }
  return (
    <>
      {items.map((id) => (
        <Draft key={id} id={id} onRemove={() => change((ids) => ids.filter((one) => one !== id))} />
      ))}
      <LoadMore hasNext={hasNext} status={status === 'ready' ? 'idle' : status} error={error} onMore={loadMore} />
    </>
  );
}

function Draft({ id, onRemove }: { id: string; onRemove: () => void }): ReactNode {
  const draft = usePost(id);
  const [isBusy, setBusy] = useState(false);
  if (!draft) return null;
  const act = async (change: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await change();
      onRemove();
    } catch (error) {
      tellFailure(error);
      setBusy(false);
    }
  };
  const publish = async (): Promise<void> => {
    keepPosts([await client.api.publishPost({ id })]);
    homeFeed.show(id);
    tell('Your post is published.');
  };
  const remove = async (): Promise<void> => {
    await client.api.deletePost({ id });
    forgetPost(id);
    tell('The draft is deleted.');
  };
  return (
    <article className="draft">
      <p className="post-context">
        {draft.publishAt === null ? <FileText aria-hidden /> : <Clock aria-hidden />}
        {draft.publishAt === null ? 'Draft' : `Scheduled for ${fullTime(draft.publishAt)}`}
      </p>
      <p className="post-text" dir="auto">
        {draft.text}
      </p>
      {draft.media && draft.media.length > 0 && <MediaGrid media={draft.media} />}
      <div className="draft-actions">
        <button type="button" className="button small primary" disabled={isBusy} onClick={() => void act(publish)}>
          Publish now
        </button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => openComposer({ edit: draft })}>
          Edit
        </button>
        <button type="button" className="button small quiet" disabled={isBusy} onClick={() => void act(remove)}>
          Delete
        </button>
      </div>
    </article>
  );
}
