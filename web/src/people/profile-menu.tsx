/** The menu of a profile: mute and block. */
import { Ban, Ellipsis, Volume2, VolumeX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { UserFieldsFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { reloadFeed } from '../data/live/feed.ts';
import { Confirm } from '../ui/dialog.tsx';
import { Menu } from '../ui/menu.tsx';
import { tell, tellFailure } from '../ui/notices.tsx';

export function ProfileMenu({ user, onChange }: { user: UserFieldsFragment; onChange: (user: UserFieldsFragment) => void }): ReactNode {
  const [isAsking, ask] = useState(false);
  const { api } = client;
  const userId = user.id;
  const act = async (change: (variables: { userId: string }) => Promise<UserFieldsFragment>, done: string): Promise<void> => {
    onChange(await change({ userId }));
    reloadFeed();
    tell(done);
  };
  const mute = user.viewerMutes
    ? { label: 'Unmute', icon: Volume2, onChoose: () => void act(api.unmute, 'Their posts appear in your feed again.').catch(tellFailure) }
    : {
        label: 'Mute',
        icon: VolumeX,
        onChoose: () => void act(api.mute, 'Their posts no longer appear in your feed. They are not notified.').catch(tellFailure),
      };
  const block = user.viewerBlocks
    ? { label: 'Unblock', icon: Ban, onChoose: () => void act(api.unblock, 'Unblocked.').catch(tellFailure) }
    : { label: 'Block', icon: Ban, isDangerous: true, onChoose: () => ask(true) };
  return (
    <>
      <Menu label={`More about @${user.username}`} icon={Ellipsis} items={[mute, block]} />
      {isAsking && (
        <Confirm
          title={`Block @${user.username}?`}
          text="You will not see each other's posts or profiles, and you stop following each other. They are not notified."
          action="Block"
          keep="Cancel"
          isDangerous
          onClose={() => ask(false)}
          onConfirm={async () => await act(api.block, 'Blocked.')}
        />
      )}
    </>
  );
}
