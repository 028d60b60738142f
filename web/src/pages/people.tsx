/** The followers of a person, or the people they follow. */
import type { ReactNode } from 'react';
import type { UserPageFragment } from '@agora/sdk';
import { client } from '../client.ts';
import { found } from '../data/explain.ts';
import { useLoaded } from '../data/load.ts';
import { FollowButton } from '../people/follow-button.tsx';
import { PeopleList } from '../people/people-list.tsx';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';

export function PeoplePage({ username, which }: { username: string; which: 'followers' | 'following' }): ReactNode {
  const { data: user, error, reload } = useLoaded(`user ${username}`, async () => await found(client.api.user({ username })));
  const tab = (to: typeof which, label: string): ReactNode => (
    <Link href={`/@${username}/${to}`} aria-current={to === which ? 'page' : undefined}>
      {label}
    </Link>
  );
  return (
    <Page title={user?.displayName ?? `@${username}`} hasBack>
      <nav className="tabs" aria-label={`People of @${username}`}>
        {tab('followers', 'Followers')}
        {tab('following', 'Following')}
      </nav>
      {user === undefined && (error === null ? <Loading what="people" /> : <Problem error={error} onRetry={reload} />)}
      {user === null && <Empty title="There is no account with this name." />}
      {user && (
        <PeopleList
          name={`${which} ${user.id}`}
          load={async (page) => await read(which, { ...page, userId: user.id })}
          empty={
            user.isPrivate && !user.viewerFollows ? (
              <Empty title="Only followers can see this list." />
            ) : (
              <Empty title={which === 'followers' ? 'No followers yet.' : 'Not following anyone yet.'} />
            )
          }
          actions={(person, { change }) => <FollowButton isSmall user={person} onChange={change} />}
        />
      )}
    </Page>
  );
}

async function read(
  which: 'followers' | 'following',
  variables: { userId: string; first: number; after: string | null },
): Promise<UserPageFragment | null> {
  if (which === 'followers') return (await client.api.followers(variables))?.followers ?? null;
  return (await client.api.following(variables))?.following ?? null;
}
