/** The viewer's notifications. Showing them marks them as read. */
import { Settings } from 'lucide-react';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { markShownRead, notifications, settleRead } from '../data/notifications.ts';
import { useStore } from '../data/store.ts';
import { NotificationRow } from '../notifications/notification-row.tsx';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';

export function NotificationsPage(): ReactNode {
  const { items } = useStore(notifications.store);
  const isVisible = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const newestId = items[0]?.id;
  useEffect(() => notifications.follow(), []);
  useEffect(() => {
    if (isVisible && newestId !== undefined) void markShownRead();
  }, [isVisible, newestId]);
  useEffect(() => settleRead, []);
  return (
    <Page
      title="Notifications"
      aside={
        <Link className="icon-button" href="/settings/notifications" aria-label="Notification settings">
          <Settings aria-hidden />
        </Link>
      }
    >
      <List />
    </Page>
  );
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

function List(): ReactNode {
  const { status, error, items, hasNext, older, olderError } = useStore(notifications.store);
  if (status === 'loading') return <Loading what="notifications" />;
  if (status === 'failed') return <Problem error={error} onRetry={notifications.follow} />;
  if (items.length === 0) {
    return (
      <Empty title="No notifications yet.">
        <p>Likes, answers, mentions and new followers appear here as they happen.</p>
      </Empty>
    );
  }
  return (
    <>
      <ul className="notifications">
        {items.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} />
        ))}
      </ul>
      <LoadMore hasNext={hasNext} status={older} error={olderError} onMore={() => void notifications.loadOlder()} />
    </>
  );
}
