/** How many notifications are unread, beside their place in the navigation; live from a moment after the page is there. */
import { useEffect, type ReactNode } from 'react';
import { countUnread, followNotifications, useNotifications } from '../data/notifications.ts';

const mostShown = 99;
/** The page comes first. */
const afterMs = 700;

export function UnreadCount(): ReactNode {
  const { unreadCount } = useNotifications();
  useEffect(() => {
    const timer = setTimeout(followNotifications, afterMs);
    const onReturn = (): void => {
      if (document.visibilityState === 'visible') void countUnread();
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, []);
  const shown = unreadCount > mostShown ? `${mostShown}+` : String(unreadCount);
  return (
    <>
      {unreadCount > 0 && (
        <b className="nav-count" aria-hidden>
          {shown}
        </b>
      )}
      <span className="for-readers" role="status">
        {unreadCount > 0 ? `${shown} unread` : ''}
      </span>
    </>
  );
}
