/** A notification in the list: who did what, and a glance at what it is about; all of it leads there. */
import { AtSign, Bell, Heart, ImageIcon, MessageCircle, Repeat2, UserCheck, UserPlus, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Notification } from '../data/notifications.ts';
import { useViewer } from '../data/session.ts';
import { Link } from '../routing/link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { placeOf, say } from './say.ts';

const icons: Record<string, LucideIcon> = {
  LIKE: Heart,
  REPLY: MessageCircle,
  MENTION: AtSign,
  REPOST: Repeat2,
  FOLLOW: UserPlus,
  FOLLOW_REQUEST: UserCheck,
  MEDIA_READY: ImageIcon,
};

export function NotificationRow({ notification }: { notification: Notification }): ReactNode {
  const viewer = useViewer();
  const href = placeOf(notification, viewer?.username ?? null);
  const isNew = notification.readAt === null;
  return (
    <li className={isNew ? 'notification new' : 'notification'}>
      {href === null ? (
        <div className="notification-inside">
          <Inside notification={notification} />
        </div>
      ) : (
        <Link className="notification-inside" href={href}>
          <Inside notification={notification} />
        </Link>
      )}
    </li>
  );
}

function Inside({ notification }: { notification: Notification }): ReactNode {
  const { kind, actors, media, createdAt, readAt } = notification;
  // Of an answer one wants to read the answer, not again what oneself said.
  const post = notification.answer ?? notification.post;
  const { who, deed } = say(notification);
  const Icon = icons[kind] ?? Bell;
  return (
    <>
      <span className={`notification-kind kind-${kind.toLowerCase()}`}>
        <Icon aria-hidden />
      </span>
      <span className="notification-says">
        {actors.length > 0 && (
          <span className="notification-faces">
            {actors.map((actor, index) => (
              <Avatar key={actor?.id ?? index} user={actor} size={32} />
            ))}
          </span>
        )}
        <span>
          {readAt === null && <span className="for-readers">New: </span>}
          {who !== '' && <b dir="auto">{who}</b>} {deed}{' '}
          <span className="notification-time">
            · <Time at={createdAt} />
          </span>
        </span>
        {post && (
          <span className="notification-about" dir="auto">
            {post.text || 'An image'}
          </span>
        )}
        {media && media.altText !== '' && (
          <span className="notification-about" dir="auto">
            {media.altText}
          </span>
        )}
      </span>
      {media?.thumb != null && <img className="notification-image" src={media.thumb} alt="" loading="lazy" />}
    </>
  );
}
