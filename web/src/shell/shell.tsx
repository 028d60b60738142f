/** The frame: navigation at the side, on phones at the foot; the page; on wide screens more beside it. */
import { Feather, LogIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useViewer, useViewerId } from '../data/session.ts';
import { openComposer } from '../posts/composing.ts';
import { Link } from '../routing/link.tsx';
import { usePlace } from '../routing/place.ts';
import { routes, type Route } from '../routes.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Door } from './door.tsx';
import { Lately } from './lately.tsx';
import { Mark } from './mark.tsx';
import { useShortcuts } from './shortcuts.ts';
import { ThemeSwitch } from './theme-switch.tsx';

export function Shell({ children }: { children: ReactNode }): ReactNode {
  const viewerId = useViewerId();
  useShortcuts();
  return (
    <div className="shell">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="rail">
        <Link className="wordmark" href="/">
          <Mark /> <span>Agora</span>
        </Link>
        <Navigation />
        {viewerId !== null && (
          <button type="button" className="button primary rail-compose" onClick={() => openComposer()}>
            <Feather aria-hidden /> <span>Say something</span>
          </button>
        )}
        <div className="rail-foot">
          <Account />
          <ThemeSwitch />
        </div>
      </header>
      <main id="page" tabIndex={-1}>
        {children}
      </main>
      {viewerId === null ? <Door isAside /> : <Lately key={viewerId} />}
    </div>
  );
}

function Navigation(): ReactNode {
  const viewerId = useViewerId();
  const viewer = useViewer();
  const { path } = usePlace();
  const isOfUse = ({ nav }: Route): boolean => nav?.isFor === undefined || (viewer !== null && nav.isFor(viewer));
  const shown = routes
    .filter((route) => isOfUse(route))
    .filter(({ nav, isForViewer }) => nav && (viewerId !== null || (isForViewer !== true && nav.isForViewer !== true)));
  return (
    <nav aria-label="Main">
      <ul>
        {shown.map(({ path: href, nav }) => {
          if (!nav) return null;
          const { label, icon: Icon, isOnPhone = false, count } = nav;
          return (
            <li key={href} className={isOnPhone ? '' : 'wide-only'}>
              <Link href={href} aria-current={path === href ? 'page' : undefined}>
                <Icon aria-hidden /> <span>{label}</span>
                {count?.()}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Account(): ReactNode {
  const viewerId = useViewerId();
  const viewer = useViewer();
  if (viewerId === null) {
    return (
      <Link className="account" href="/login">
        <LogIn aria-hidden /> <span>Sign in</span>
      </Link>
    );
  }
  return (
    <Link className="account" href={viewer ? `/@${viewer.username}` : '/'}>
      <span className="for-readers">Your profile</span>
      <Avatar user={viewer} size={36} />
      <span className="account-name">
        <b>{viewer?.displayName ?? ''}</b>
        <span>{viewer ? `@${viewer.username}` : ''}</span>
      </span>
    </Link>
  );
}
