/** A person in a list, with the buttons of the list. */
import type { ReactNode } from 'react';
import type { UserSummaryFragment } from '@agora/sdk';
import { Link } from '../routing/link.tsx';
import { Avatar } from '../ui/avatar.tsx';

export function PersonRow({ user, children }: { user: UserSummaryFragment; children?: ReactNode }): ReactNode {
  return (
    <li className="person">
      <Link className="person-link" href={`/@${user.username}`}>
        <Avatar user={user} />
        <span>
          <b>{user.displayName}</b>
          <span>@{user.username}</span>
        </span>
      </Link>
      {children}
    </li>
  );
}
