/** The people who like a post. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { FollowButton } from '../people/follow-button.tsx';
import { PeopleList } from '../people/people-list.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../ui/states.tsx';

export function LikesPage({ id }: { id: string }): ReactNode {
  return (
    <Page title="Liked by" hasBack>
      <PeopleList
        name={`likes ${id}`}
        load={async (page) => (await client.api.likedBy({ ...page, postId: id }))?.likedBy ?? null}
        empty={<Empty title="No likes yet." />}
        actions={(person, { change }) => <FollowButton isSmall user={person} onChange={change} />}
      />
    </Page>
  );
}
