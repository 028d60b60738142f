/** For those who are not in yet: beside the page where there is room, on top of the first page where there is none. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';

export function Door({ isAside = false }: { isAside?: boolean }): ReactNode {
  const Frame = isAside ? 'aside' : 'section';
  return (
    <Frame className={isAside ? 'door beside-page' : 'door on-page'} aria-label="Join">
      <h2>A square of your own</h2>
      <p>Follow people, say something, and hear what they answer, as it happens.</p>
      <div className="door-ways">
        <Link className="button primary" href="/join">
          Make an account
        </Link>
        <Link className="button" href="/login">
          Sign in
        </Link>
      </div>
    </Frame>
  );
}
