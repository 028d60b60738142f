/** Requests to follow the viewer. */
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
          <Empty title="No follow requests.">
            <p>If you turn on “Approve followers” in your profile, new followers ask here first.</p>
          </Empty>
        }
        actions={({ id: userId, username }, { remove }) => {
          const answer = async (isApproved: boolean): Promise<void> => {
            try {
              await (isApproved ? client.api.approveFollow : client.api.declineFollow)({ userId });
              remove();
              tell(isApproved ? `@${username} follows you now.` : 'Request declined. The person is not notified.');
            } catch (error) {
              tellFailure(error);
            }
          };
          return (
            <div className="person-actions">
              <button type="button" className="button small primary" aria-label={`Approve @${username}`} onClick={() => void answer(true)}>
                Approve
              </button>
              <button type="button" className="button small" aria-label={`Decline @${username}`} onClick={() => void answer(false)}>
                Decline
              </button>
            </div>
          );
        }}
      />
    </Page>
  );
}
