/** Follows, requests to follow, or unfollows. */
import { useState, type ReactNode } from 'react';
import type { UserFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { reloadFeed } from '../data/live/feed.ts';
import { useViewerId } from '../data/session.ts';
import { goTo } from '../routing/place.ts';
import { tellFailure } from '../ui/notices.tsx';

export interface FollowButtonProps {
  user: { id: string; username: string; viewerFollows: boolean; followRequested?: boolean };
  onChange: (user: UserFieldsFragment) => void;
  isSmall?: boolean;
}

export function FollowButton({ user, onChange, isSmall = false }: FollowButtonProps): ReactNode {
  const viewerId = useViewerId();
  const [isBusy, setBusy] = useState(false);
  if (user.id === viewerId) return null;
  const isOn = user.viewerFollows || user.followRequested === true;
  const label = user.viewerFollows ? 'Following' : isOn ? 'Requested' : 'Follow';
  const toggle = async (): Promise<void> => {
    if (viewerId === null) return goTo('/login');
    setBusy(true);
    try {
      onChange(await (isOn ? client.api.unfollow : client.api.follow)({ userId: user.id }));
      reloadFeed();
    } catch (error) {
      tellFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className={`button ${isOn ? '' : 'primary'} ${isSmall ? 'small' : ''}`}
      aria-pressed={isOn}
      aria-label={`${label} @${user.username}`}
      disabled={isBusy}
      onClick={() => void toggle()}
    >
      {label}
    </button>
  );
}
