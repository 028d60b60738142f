/** On the page of a post: the number of likes, and the edit history. */
import { useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { useLoaded } from '../data/load.ts';
import type { Post } from '../data/posts.ts';
import { Link } from '../routing/link.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loading, Problem } from '../ui/states.tsx';
import { fullTime } from '../ui/time.tsx';

export function PostFacts({ post }: { post: Post }): ReactNode {
  const [isOpen, open] = useState(false);
  if (post.likeCount === 0 && post.editedAt === null) return null;
  return (
    <div className="post-facts">
      {post.likeCount > 0 && (
        <Link href={`/post/${post.id}/likes`}>
          <b>{post.likeCount}</b> {post.likeCount === 1 ? 'person likes' : 'people like'} it
        </Link>
      )}
      {post.editedAt !== null && (
        <button type="button" className="link-button" onClick={() => open(true)}>
          Edited {fullTime(post.editedAt)}
        </button>
      )}
      {isOpen && <EditHistory post={post} onClose={() => open(false)} />}
    </div>
  );
}

function EditHistory({ post, onClose }: { post: Post; onClose: () => void }): ReactNode {
  const { data, error, reload } = useLoaded(
    `edits ${post.id} ${post.editedAt}`,
    async () => await client.api.postEdits({ postId: post.id, first: 100 }),
  );
  return (
    <Dialog title="Edit history" onClose={onClose}>
      {data === undefined && (error === null ? <Loading what="the edit history" /> : <Problem error={error} onRetry={reload} />)}
      <ol className="edit-history">
        {data?.edits.map(({ text, editedAt }) => (
          <li key={editedAt}>
            <p className="post-text" dir="auto">
              {text}
            </p>
            <p>until {fullTime(editedAt)}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
