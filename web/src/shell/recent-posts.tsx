/** Beside the page for signed-in viewers: recent public posts, and the keyboard shortcuts. */
import { useEffect, type ReactNode } from 'react';
import { client } from '../client.ts';
import { createStore, useStore } from '../data/store.ts';
import { keepPosts, usePost } from '../data/posts.ts';
import { Link } from '../routing/link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { shortcuts } from './shortcuts.ts';

const shownPosts = 4;
/** Null until they have loaded; their space is reserved. */
const ids = createStore<readonly string[] | null>(null);

export function RecentPosts(): ReactNode {
  const shown = useStore(ids);
  useEffect(() => {
    if (!matchMedia('(min-width: 75rem)').matches) return;
    // The page itself loads first.
    const timer = setTimeout(() => void read().catch(() => undefined), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <aside className="beside" aria-label="Beside the page">
      <section className="card">
        <h2>Recent posts</h2>
        <ul className="recent-posts">
          {shown?.map((id) => (
            <RecentPost key={id} id={id} />
          ))}
          {shown?.length === 0 && <li className="hint">No posts yet.</li>}
        </ul>
      </section>
      <section className="card keys">
        <h2>Keyboard shortcuts</h2>
        <dl>
          {shortcuts.map(({ key, does }) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
    </aside>
  );
}

async function read(): Promise<void> {
  const page = await client.api.posts({ first: shownPosts });
  ids.set(keepPosts(page?.nodes ?? []));
}

function RecentPost({ id }: { id: string }): ReactNode {
  const post = usePost(id);
  if (!post) return null;
  return (
    <li>
      <Link className="recent-post" href={`/post/${id}`}>
        <Avatar user={post.author} size={32} />
        <span>
          <b>{post.author?.displayName}</b>
          <span>{post.text || 'Image'}</span>
        </span>
      </Link>
    </li>
  );
}
