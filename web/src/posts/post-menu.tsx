/** The menu of a post: copy its link; edit or delete the viewer's own. */
import { Ellipsis, Link2, Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { forgetPost, type Post } from '../data/posts.ts';
import { useViewerId } from '../data/session.ts';
import { goBack } from '../routing/place.ts';
import { Confirm } from '../ui/dialog.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { tell, tellFailure } from '../ui/notices.tsx';
import { openComposer } from './composing.ts';

export function PostMenu({ post }: { post: Post }): ReactNode {
  const isOwn = useViewerId() === post.author?.id;
  const [isAsking, ask] = useState(false);
  const items: MenuItem[] = [
    { label: 'Copy link', icon: Link2, onChoose: () => void copyLink(post) },
    ...(isOwn
      ? [
          { label: 'Edit', icon: Pencil, onChoose: () => openComposer({ edit: post }) },
          { label: 'Delete', icon: Trash2, isDangerous: true, onChoose: () => ask(true) },
        ]
      : []),
  ];
  return (
    <>
      <Menu label="More about this post" icon={Ellipsis} items={items} />
      {isAsking && (
        <Confirm
          title="Delete this post?"
          text="It is removed everywhere, with its likes. Answers to it stay."
          action="Delete"
          isDangerous
          onClose={() => ask(false)}
          onConfirm={async () => {
            await client.api.deletePost({ id: post.id });
            forgetPost(post.id);
            tell('The post is deleted.');
            // The page of the deleted post has nothing left to show.
            if (location.pathname === `/post/${post.id}`) goBack();
          }}
        />
      )}
    </>
  );
}

async function copyLink({ id }: Post): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(`/post/${id}`, location.href).href);
    tell('The link is copied.');
  } catch (error) {
    tellFailure(error);
  }
}
