/** The app: the frame around every page, and the page of the current address. */
import { useEffect, type ReactNode } from 'react';
import { client } from './client.ts';
import { forgetAccount } from './data/account.ts';
import { dropFeed } from './data/live/feed.ts';
import { forgetLists } from './data/list.ts';
import { forgetLoaded } from './data/load.ts';
import { dropNotifications } from './data/notifications.ts';
import { forgetAllPosts } from './data/posts.ts';
import { forgetPublicPosts } from './data/live/public-posts.ts';
import { setViewer, useAuth } from './data/session.ts';
import { NotFoundPage } from './pages/not-found.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { ComposerDialog } from './posts/composer-dialog.tsx';
import { match } from './routing/match.ts';
import { goTo, usePlace } from './routing/place.ts';
import { routes } from './routes.tsx';
import { Shell } from './shell/shell.tsx';
import { Notices } from './ui/notices.tsx';

// A change of the viewer clears everything that was loaded for the viewer before.
let shownTo = client.auth.state;
client.auth.onChange((state) => {
  const leftId = shownTo.status === 'signed-in' ? shownTo.userId : null;
  const isSame = state.status === 'signed-in' && shownTo.status === 'signed-in' && state.userId === shownTo.userId;
  shownTo = state;
  if (isSame) return;
  dropFeed();
  forgetLists();
  forgetPublicPosts();
  forgetLoaded();
  forgetAllPosts();
  setViewer(null);
  forgetAccount(leftId);
  dropNotifications();
  if (state.status === 'signed-out' && state.reason === 'ended') goTo('/login', { replace: true });
});

export function App(): ReactNode {
  const auth = useAuth();
  return (
    <>
      <Shell>
        {/* A change of the viewer mounts every page again. */}
        <CurrentPage key={auth.status === 'signed-in' ? auth.userId : 'signed-out'} isSignedIn={auth.status === 'signed-in'} />
      </Shell>
      <ComposerDialog />
      <Notices />
    </>
  );
}

function CurrentPage({ isSignedIn }: { isSignedIn: boolean }): ReactNode {
  const { path } = usePlace();
  const isOnSignInPage = isSignedIn && (path === '/login' || path === '/join');
  useEffect(() => {
    if (isOnSignInPage) goTo('/', { replace: true });
  }, [isOnSignInPage]);
  for (const route of routes) {
    const parts = match(route.path, path);
    if (!parts) continue;
    if (route.isForViewer === true && !isSignedIn) return <SignInPage />;
    // A page of another address, such as another profile, is mounted again.
    return <div key={path}>{route.page(parts)}</div>;
  }
  return <NotFoundPage />;
}
