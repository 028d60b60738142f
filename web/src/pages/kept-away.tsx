/** Whom one blocks or mutes. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { renewFeed } from '../data/feed.ts';
import { PeopleList } from '../people/people-list.tsx';
import { Page } from '../shell/page.tsx';
import { tellFailure } from '../ui/notices.tsx';
import { Empty } from '../ui/states.tsx';

export function KeptAwayPage({ which }: { which: 'blocked' | 'muted' }): ReactNode {
  const isBlocked = which === 'blocked';
  const { api } = client;
  return (
    <Page title={isBlocked ? 'Whom you block' : 'Whom you mute'} hasBack>
      <PeopleList
        name={which}
        load={async (page) => (isBlocked ? (await api.blocked(page))?.blocked : (await api.muted(page))?.muted) ?? null}
        empty={<Empty title="Nobody." />}
        actions={({ id: userId, username }, { remove }) => {
          const release = async (): Promise<void> => {
            try {
              await (isBlocked ? api.unblock : api.unmute)({ userId });
              remove();
              renewFeed();
            } catch (error) {
              tellFailure(error);
            }
          };
          const says = isBlocked ? 'Unblock' : 'Unmute';
          return (
            <button type="button" className="button small" aria-label={`${says} @${username}`} onClick={() => void release()}>
              {says}
            </button>
          );
        }}
      />
    </Page>
  );
}
