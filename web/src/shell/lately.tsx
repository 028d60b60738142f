/** Beside the page, for who is signed in: what was said on the square lately, and the keys that help. */
import { useEffect, type ReactNode } from 'react';
import { client } from '../client.ts';
import { createStore, useStore } from '../data/store.ts';
import { keepPosts, usePost } from '../data/posts.ts';
import { Link } from '../routing/link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { shortcuts } from './shortcuts.ts';

const shownPosts = 4;
/** Null until they have come: their place is kept for them. */
const ids = createStore<readonly string[] | null>(null);

export function Lately(): ReactNode {
  const shown = useStore(ids);
  useEffect(() => {
    if (!matchMedia('(min-width: 75rem)').matches) return;
    // The page comes first.
    const timer = setTimeout(() => void read().catch(() => undefined), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <aside className="beside" aria-label="Beside the page">
      <section className="card">
        <h2>Lately on the square</h2>
        <ul className="shorts">
          {shown?.map((id) => (
            <Short key={id} id={id} />
          ))}
          {shown?.length === 0 && <li className="hint">Nothing yet.</li>}
        </ul>
      </section>
      <section className="card keys">
        <h2>Keys</h2>
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

function Short({ id }: { id: string }): ReactNode {
  const post = usePost(id);
  if (!post) return null;
  return (
    <li>
      <Link className="short" href={`/post/${id}`}>
        <Avatar user={post.author} size={32} />
        <span>
          <b>{post.author?.displayName}</b>
          <span>{post.text || 'An image'}</span>
        </span>
      </Link>
    </li>
  );
}
