/** The number of unread notifications in the navigation, followed live soon after the page has loaded. */
import { useEffect, type ReactNode } from 'react';
import { countUnread, notifications, unreadCount } from '../data/notifications.ts';
import { useStore } from '../data/store.ts';

const mostShown = 99;
/** The page itself loads first. */
const afterMs = 700;

export function UnreadCount(): ReactNode {
  const count = useStore(unreadCount);
  useEffect(() => {
    const timer = setTimeout(notifications.follow, afterMs);
    const onReturn = (): void => {
      if (document.visibilityState === 'visible') void countUnread();
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, []);
  const shown = count > mostShown ? `${mostShown}+` : String(count);
  return (
    <>
      {count > 0 && (
        <b className="nav-count" aria-hidden>
          {shown}
        </b>
      )}
      <span className="visually-hidden" role="status">
        {count > 0 ? `${shown} unread` : ''}
      </span>
    </>
  );
}
