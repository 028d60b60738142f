/** What concerns the viewer. Being looked at marks it as read. */
import { Settings } from 'lucide-react';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { followNotifications, loadOlderNotifications, markShownRead, settleRead, useNotifications } from '../data/notifications.ts';
import { NotificationRow } from '../notifications/notification-row.tsx';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { More } from '../ui/more.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';

export function NotificationsPage(): ReactNode {
  const { items } = useNotifications();
  const isLookedAt = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const newestId = items[0]?.id;
  useEffect(followNotifications, []);
  useEffect(() => {
    if (isLookedAt && newestId !== undefined) void markShownRead();
  }, [isLookedAt, newestId]);
  useEffect(() => settleRead, []);
  return (
    <Page
      title="Notifications"
      aside={
        <Link className="icon-button" href="/settings/notifications" aria-label="What reaches you">
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
  const { status, error, items, hasNext, older, olderError } = useNotifications();
  if (status === 'loading') return <Loading what="notifications" />;
  if (status === 'failed') return <Problem error={error} onRetry={followNotifications} />;
  if (items.length === 0) {
    return (
      <Empty title="Nothing yet.">
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
      <More hasNext={hasNext} status={older} error={olderError} onMore={() => void loadOlderNotifications()} />
    </>
  );
}
