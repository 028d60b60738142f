/** The pages of the app. A new page is a file in `pages/` and a line here; `nav` adds it to the navigation. */
import { Bell, Bookmark, Compass, FileText, House, Search, Settings, UserCheck, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PersonalPages } from './data/personal-pages.ts';
import { BookmarksPage } from './pages/bookmarks.tsx';
import { DraftsPage } from './pages/drafts.tsx';
import { ExplorePage } from './pages/explore.tsx';
import { ForgotPasswordPage } from './pages/forgot-password.tsx';
import { HomePage } from './pages/home.tsx';
import { BlockedAndMutedPage } from './pages/blocked-and-muted.tsx';
import { LikesPage } from './pages/likes.tsx';
import { MediaPage } from './pages/media.tsx';
import { NotificationSettingsPage } from './pages/notification-settings.tsx';
import { NotificationsPage } from './pages/notifications.tsx';
import { OutgoingPage } from './pages/outgoing.tsx';
import { PeoplePage } from './pages/people.tsx';
import { PostPage } from './pages/post.tsx';
import { ProfilePage } from './pages/profile.tsx';
import { RequestsPage } from './pages/requests.tsx';
import { ResetPasswordPage } from './pages/reset-password.tsx';
import { SearchPage } from './pages/search.tsx';
import { SettingsPage } from './pages/settings.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { SignUpPage } from './pages/sign-up.tsx';
import { TagPage } from './pages/tag.tsx';
import { VerifyEmailPage } from './pages/verify-email.tsx';
import { UnreadCount } from './shell/unread-count.tsx';

export interface Route {
  /** Such as `/post/:id`; the page receives the named parts. */
  path: string;
  page: (parts: Record<string, string>) => ReactNode;
  /** Whether the page needs a session. */
  isForViewer?: boolean;
  /** The navigation has the order of this list. Entries with `isFor` come and go; they are a group below the others. */
  nav?: {
    label: string;
    icon: LucideIcon;
    isOnPhone?: boolean;
    isForViewer?: boolean;
    isFor?: (pages: PersonalPages) => boolean;
    count?: () => ReactNode;
  };
}

export const routes: readonly Route[] = [
  { path: '/', page: () => <HomePage />, nav: { label: 'Home', icon: House, isOnPhone: true } },
  { path: '/explore', page: () => <ExplorePage />, nav: { label: 'Explore', icon: Compass, isOnPhone: true, isForViewer: true } },
  { path: '/search', page: () => <SearchPage types="posts" />, nav: { label: 'Search', icon: Search, isOnPhone: true } },
  { path: '/search/people', page: () => <SearchPage types="people" /> },
  {
    path: '/notifications',
    page: () => <NotificationsPage />,
    isForViewer: true,
    nav: { label: 'Notifications', icon: Bell, isOnPhone: true, count: () => <UnreadCount /> },
  },
  { path: '/bookmarks', page: () => <BookmarksPage />, isForViewer: true, nav: { label: 'Bookmarks', icon: Bookmark } },
  {
    path: '/drafts',
    page: () => <DraftsPage />,
    isForViewer: true,
    nav: { label: 'Drafts', icon: FileText, isFor: ({ hasDrafts }) => hasDrafts },
  },
  {
    path: '/requests',
    page: () => <RequestsPage />,
    isForViewer: true,
    nav: { label: 'Follow requests', icon: UserCheck, isFor: ({ hasFollowRequests }) => hasFollowRequests },
  },
  { path: '/settings', page: () => <SettingsPage />, isForViewer: true, nav: { label: 'Settings', icon: Settings, isOnPhone: true } },
  { path: '/settings/notifications', page: () => <NotificationSettingsPage />, isForViewer: true },
  { path: '/settings/blocked', page: () => <BlockedAndMutedPage which="blocked" />, isForViewer: true },
  { path: '/settings/muted', page: () => <BlockedAndMutedPage which="muted" />, isForViewer: true },
  { path: '/login', page: () => <SignInPage /> },
  { path: '/join', page: () => <SignUpPage /> },
  { path: '/forgot-password', page: () => <ForgotPasswordPage /> },
  { path: '/reset-password', page: () => <ResetPasswordPage /> },
  { path: '/verify-email', page: () => <VerifyEmailPage /> },
  { path: '/outgoing', page: () => <OutgoingPage /> },
  { path: '/@:username', page: ({ username = '' }) => <ProfilePage username={username} /> },
  { path: '/@:username/followers', page: ({ username = '' }) => <PeoplePage username={username} which="followers" /> },
  { path: '/@:username/following', page: ({ username = '' }) => <PeoplePage username={username} which="following" /> },
  { path: '/post/:id', page: ({ id = '' }) => <PostPage id={id} /> },
  { path: '/post/:id/likes', page: ({ id = '' }) => <LikesPage id={id} /> },
  { path: '/media/:id', page: ({ id = '' }) => <MediaPage id={id} /> },
  { path: '/tag/:tag', page: ({ tag = '' }) => <TagPage tag={tag} /> },
];
