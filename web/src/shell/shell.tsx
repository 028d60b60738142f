/** The frame of the app: navigation at the side (phones: at the bottom), the page, on wide screens a column. */
import { Feather, LogIn } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { readAccount } from '../data/account.ts';
import { usePersonalPages } from '../data/personal-pages.ts';
import { useViewer, useViewerId } from '../data/session.ts';
import { openComposer } from '../posts/composing.ts';
import { Link } from '../routing/link.tsx';
import { usePlace } from '../routing/place.ts';
import { routes, type Route } from '../routes.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { SignUpPrompt } from './sign-up-prompt.tsx';
import { RecentPosts } from './recent-posts.tsx';
import { Logo } from './logo.tsx';
import { useShortcuts } from './shortcuts.ts';
import { ThemeSwitch } from './theme-switch.tsx';

/** The page itself loads first. */
const afterMs = 500;

export function Shell({ children }: { children: ReactNode }): ReactNode {
  const viewerId = useViewerId();
  const personal = usePersonalPages();
  const ownRoutes = viewerId === null ? [] : routes.filter(({ nav }) => nav?.isFor?.(personal));
  useShortcuts();
  useFreshAccount(viewerId);
  return (
    <div className="shell">
      <a className="skip" href="#page">
        Skip to content
      </a>
      <header className="rail">
        <Link className="wordmark" href="/">
          <Logo /> <span>Agora</span>
        </Link>
        <Navigation
          label="Main"
          routes={routes.filter(
            ({ nav, isForViewer }) => nav && !nav.isFor && (viewerId !== null || (isForViewer !== true && nav.isForViewer !== true)),
          )}
        />
        {viewerId !== null && (
          <button type="button" className="button primary rail-compose" onClick={() => openComposer()}>
            <Feather aria-hidden /> <span>New post</span>
          </button>
        )}
        {ownRoutes.length > 0 && <Navigation label="Personal" routes={ownRoutes} />}
        <div className="rail-foot">
          <Account />
          <ThemeSwitch />
        </div>
      </header>
      <main id="page" tabIndex={-1}>
        {children}
      </main>
      {viewerId === null ? <SignUpPrompt isAside /> : <RecentPosts key={viewerId} />}
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
          const { label: text, icon: Icon, isOnPhone = false, count } = nav;
          return (
            <li key={href} className={isOnPhone ? '' : 'wide-only'}>
              <Link href={href} aria-current={path === href ? 'page' : undefined}>
                <Icon aria-hidden /> <span>{text}</span>
                {count?.()}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Loads the viewer's account after the page, and again whenever the tab is shown: it may have changed elsewhere. */
function useFreshAccount(viewerId: string | null): void {
  useEffect(() => {
    if (viewerId === null) return;
    const load = (): void => void readAccount().catch(() => undefined);
    const timer = setTimeout(load, afterMs);
    const onReturn = (): void => {
      if (document.visibilityState === 'visible') load();
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
      <span className="visually-hidden">Your profile</span>
      <Avatar user={viewer} size={36} />
      <span className="account-name">
        <b>{viewer?.displayName ?? ''}</b>
        <span>{viewer ? `@${viewer.username}` : ''}</span>
      </span>
    </Link>
  );
}
