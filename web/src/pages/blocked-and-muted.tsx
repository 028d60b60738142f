/** The people whom the viewer blocks or mutes. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { reloadFeed } from '../data/live/feed.ts';
import { PeopleList } from '../people/people-list.tsx';
import { Page } from '../shell/page.tsx';
import { tellFailure } from '../ui/notices.tsx';
import { Empty } from '../ui/states.tsx';

export function BlockedAndMutedPage({ which }: { which: 'blocked' | 'muted' }): ReactNode {
  const isBlocked = which === 'blocked';
  const { api } = client;
  return (
    <Page title={isBlocked ? 'Blocked people' : 'Muted people'} hasBack>
      <PeopleList
        name={which}
        load={async (page) => (isBlocked ? (await api.blocked(page))?.blocked : (await api.muted(page))?.muted) ?? null}
        empty={<Empty title={isBlocked ? 'You have not blocked anyone.' : 'You have not muted anyone.'} />}
        actions={({ id: userId, username }, { remove }) => {
          const release = async (): Promise<void> => {
            try {
              await (isBlocked ? api.unblock : api.unmute)({ userId });
              remove();
              reloadFeed();
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
