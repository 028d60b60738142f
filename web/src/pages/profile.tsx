/** A person's profile and posts. */
import { CalendarDays, Link2, Lock } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { UserFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { found } from '../data/explain.ts';
import { useLoaded } from '../data/load.ts';
import { setViewer, useViewerId } from '../data/session.ts';
import { EditProfile } from '../people/edit-profile.tsx';
import { FollowButton } from '../people/follow-button.tsx';
import { ProfileMenu } from '../people/profile-menu.tsx';
import { PostList } from '../posts/post-list.tsx';
import { Link } from '../routing/link.tsx';
import { goTo } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { RichText } from '../text/rich-text.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });
const count = new Intl.NumberFormat('en', { notation: 'compact' });

export function ProfilePage({ username }: { username: string }): ReactNode {
  const { data: user, error, reload, set } = useLoaded(`user ${username}`, async () => await found(client.api.user({ username })));
  if (user === undefined) {
    return (
      <Page title={`@${username}`} hasBack>
        {error === null ? <Loading what="the profile" /> : <Problem error={error} onRetry={reload} />}
      </Page>
    );
  }
  if (user === null) {
    return (
      <Page title={`@${username}`} hasBack>
        <Empty title="There is no account with this name.">
          <p>The name may have changed, or the account was deleted. Check the spelling.</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={user.displayName} hasBack>
      <Head user={user} onChange={set} />
      <Posts user={user} />
    </Page>
  );
}

function Head({ user, onChange }: { user: UserFieldsFragment; onChange: (user: UserFieldsFragment) => void }): ReactNode {
  const viewerId = useViewerId();
  const isOwn = viewerId === user.id;
  const [isEditing, edit] = useState(false);
  const changed = (next: UserFieldsFragment): void => {
    onChange(next);
    setViewer(next);
    if (next.username !== user.username) goTo(`/@${next.username}`, { replace: true });
  };
  return (
    <section className="profile-head" aria-label="Profile">
      <div className="profile-top">
        <Avatar user={user} size={88} />
        <div className="profile-actions">
          {isOwn ? (
            <button type="button" className="button" onClick={() => edit(true)}>
              Edit profile
            </button>
          ) : (
            <>
              {viewerId !== null && <ProfileMenu user={user} onChange={onChange} />}
              {!user.viewerBlocks && <FollowButton user={user} onChange={onChange} />}
            </>
          )}
        </div>
      </div>
      <p className="profile-name">
        {user.displayName}
        {user.isPrivate && (
          <span className="profile-private" title="Approves followers">
            <Lock aria-hidden /> <span className="visually-hidden">Approves followers</span>
          </span>
        )}
      </p>
      <p className="profile-handle">
        @{user.username} {user.followsViewer && <span className="badge">Follows you</span>}
        {user.viewerMutes && <span className="badge">Muted</span>}
        {user.viewerBlocks && <span className="badge">Blocked</span>}
      </p>
      {user.bio !== '' && (
        <p className="profile-bio" dir="auto">
          <RichText text={user.bio} />
        </p>
      )}
      <p className="profile-facts">
        {user.website !== null && (
          <span>
            <Link2 aria-hidden />
            <a href={user.website} rel="noopener noreferrer nofollow ugc" target="_blank">
              {user.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
            </a>
          </span>
        )}
        <span>
          <CalendarDays aria-hidden /> Joined {month.format(new Date(user.createdAt))}
        </span>
      </p>
      <p className="profile-counts">
        <Link href={`/@${user.username}/following`}>
          <b>{count.format(user.followingCount)}</b> following
        </Link>
        <Link href={`/@${user.username}/followers`}>
          <b>{count.format(user.followerCount)}</b> {user.followerCount === 1 ? 'follower' : 'followers'}
        </Link>
        {user.postCount !== null && (
          <span>
            <b>{count.format(user.postCount)}</b> {user.postCount === 1 ? 'post' : 'posts'}
          </span>
        )}
      </p>
      {isEditing && <EditProfile user={user} onClose={() => edit(false)} onChange={changed} />}
    </section>
  );
}

function Posts({ user }: { user: UserFieldsFragment }): ReactNode {
  const viewerId = useViewerId();
  if (user.viewerBlocks) {
    return (
      <Empty title={`You have blocked @${user.username}.`}>
        <p>Neither of you sees what the other posts.</p>
      </Empty>
    );
  }
  const isHidden = user.isPrivate && !user.viewerFollows && user.id !== viewerId;
  return (
    <PostList
      // A new follower of a private account sees more posts.
      key={String(isHidden)}
      name={`posts of ${user.id} ${isHidden}`}
      load={async (page) => await client.api.posts({ ...page, authorId: user.id })}
      empty={
        isHidden ? (
          <Empty title="Only approved followers see these posts.">
            <p>Send a follow request. Once {user.displayName} approves it, their posts appear here.</p>
          </Empty>
        ) : (
          <Empty title="No posts yet." />
        )
      }
    />
  );
}
