/** The frame: navigation at the side, on phones at the foot; the page; on wide screens more beside it. */
import { Feather, LogIn } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { readAccount } from '../data/account.ts';
import { useOwn } from '../data/own.ts';
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

/** The page comes first. */
const afterMs = 500;

export function Shell({ children }: { children: ReactNode }): ReactNode {
  const viewerId = useViewerId();
  const own = useOwn();
  const ownRoutes = viewerId === null ? [] : routes.filter(({ nav }) => nav?.isFor?.(own));
  useShortcuts();
  useFreshAccount(viewerId);
  return (
    <div className="shell">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="rail">
        <Link className="wordmark" href="/">
          <Mark /> <span>Agora</span>
        </Link>
        <Navigation
          label="Main"
          routes={routes.filter(
            ({ nav, isForViewer }) => nav && !nav.isFor && (viewerId !== null || (isForViewer !== true && nav.isForViewer !== true)),
          )}
        />
        {viewerId !== null && (
          <button type="button" className="button primary rail-compose" onClick={() => openComposer()}>
            <Feather aria-hidden /> <span>Say something</span>
          </button>
        )}
        {ownRoutes.length > 0 && <Navigation label="Yours" routes={ownRoutes} />}
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

function Navigation({ label, routes: shown }: { label: string; routes: readonly Route[] }): ReactNode {
  const { path } = usePlace();
  return (
    <nav aria-label={label}>
      <ul>
        {shown.map(({ path: href, nav }) => {
          if (!nav) return null;
          const { label: says, icon: Icon, isOnPhone = false, count } = nav;
          return (
            <li key={href} className={isOnPhone ? '' : 'wide-only'}>
              <Link href={href} aria-current={path === href ? 'page' : undefined}>
                <Icon aria-hidden /> <span>{says}</span>
                {count?.()}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Asks how the viewer's account stands once the page is there, and whenever they come back: the link of a mail may have been followed elsewhere. */
function useFreshAccount(viewerId: string | null): void {
  useEffect(() => {
    if (viewerId === null) return;
    const look = (): void => void readAccount().catch(() => undefined);
    const timer = setTimeout(look, afterMs);
    const onReturn = (): void => {
      if (document.visibilityState === 'visible') look();
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, [viewerId]);
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
