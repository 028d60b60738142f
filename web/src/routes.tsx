/**
 * The pages of the app. A new one is a file in `pages/` and a line here; with `nav` it is in the navigation, too.
 */
import { House, Landmark, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ExplorePage } from './pages/explore.tsx';
import { HomePage } from './pages/home.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { SignUpPage } from './pages/sign-up.tsx';

export interface Route {
  /** `/post/:id`; the named parts are what the page gets. */
  path: string;
  page: (parts: Record<string, string>) => ReactNode;
  /** Whether one has to be signed in. */
  isForViewer?: boolean;
  nav?: { label: string; icon: LucideIcon; isOnPhone?: boolean };
}

export const routes: readonly Route[] = [
  { path: '/', page: () => <HomePage />, nav: { label: 'Home', icon: House, isOnPhone: true } },
  { path: '/explore', page: () => <ExplorePage />, nav: { label: 'The square', icon: Landmark, isOnPhone: true } },
  { path: '/login', page: () => <SignInPage /> },
  { path: '/join', page: () => <SignUpPage /> },
];
