/** Who asks to follow. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { noteAccount } from '../data/account.ts';
import { PeopleList } from '../people/people-list.tsx';
import { Page } from '../shell/page.tsx';
import { tell, tellFailure } from '../ui/notices.tsx';
import { Empty } from '../ui/states.tsx';

export function RequestsPage(): ReactNode {
  return (
    <Page title="Follow requests">
      <PeopleList
        name="requests"
        load={async (page) => {
          const found = (await client.api.followRequests(page))?.followRequests ?? null;
          if (found && page.after === null) noteAccount({ hasRequests: found.nodes.length > 0 });
          return found;
        }}
        empty={
          <Empty title="Nobody asks to follow you.">
            <p>People ask when you approve your followers, which is a choice in your profile.</p>
          </Empty>
        }
        actions={({ id: userId, username }, { remove }) => {
          const answer = async (isLetIn: boolean): Promise<void> => {
            try {
              await (isLetIn ? client.api.approveFollow : client.api.declineFollow)({ userId });
              remove();
              tell(isLetIn ? `@${username} follows you now.` : 'Turned down. They are not told.');
            } catch (error) {
              tellFailure(error);
            }
          };
          return (
            <div className="person-actions">
              <button type="button" className="button small primary" aria-label={`Let @${username} in`} onClick={() => void answer(true)}>
                Let in
              </button>
              <button type="button" className="button small" aria-label={`Turn @${username} down`} onClick={() => void answer(false)}>
                Turn down
              </button>
            </div>
          );
        }}
      />
    </Page>
  );
}
