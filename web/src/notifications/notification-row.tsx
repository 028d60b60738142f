/** A row of the notifications list: the people, their action, and an excerpt of the post. The row links to it. */
import { AtSign, Bell, Heart, ImageIcon, MessageCircle, Repeat2, UserCheck, UserPlus, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Notification } from '../data/notifications.ts';
import { useViewer } from '../data/session.ts';
import { Link } from '../routing/link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { describeNotification, pathOf } from './describe-notification.ts';

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
  const href = pathOf(notification, viewer?.username ?? null);
  const isNew = notification.readAt === null;
  return (
    <li className={isNew ? 'notification new' : 'notification'}>
      {href === null ? (
        <div className="notification-content">
          <Content notification={notification} />
        </div>
      ) : (
        <Link className="notification-content" href={href}>
          <Content notification={notification} />
        </Link>
      )}
    </li>
  );
}

function Content({ notification }: { notification: Notification }): ReactNode {
  const { kind, actors, media, createdAt, readAt } = notification;
  // A notification of an answer shows the answer, not the viewer's own post.
  const post = notification.answer ?? notification.post;
  const { who, action } = describeNotification(notification);
  const Icon = icons[kind] ?? Bell;
  return (
    <>
      <span className={`notification-kind kind-${kind.toLowerCase()}`}>
        <Icon aria-hidden />
      </span>
      <span className="notification-body">
        {actors.length > 0 && (
          <span className="notification-avatars">
            {actors.map((actor, index) => (
              <Avatar key={actor?.id ?? index} user={actor} size={32} />
            ))}
          </span>
        )}
        <span>
          {readAt === null && <span className="visually-hidden">New: </span>}
          {who !== '' && <b dir="auto">{who}</b>} {action}{' '}
          <span className="notification-time">
            · <Time at={createdAt} />
          </span>
        </span>
        {post && (
          <span className="notification-quote" dir="auto">
            {post.text || 'Image'}
          </span>
        )}
        {media && media.altText !== '' && (
          <span className="notification-quote" dir="auto">
            {media.altText}
          </span>
        )}
      </span>
      {media?.thumb != null && <img className="notification-image" src={media.thumb} alt="" loading="lazy" />}
    </>
  );
}
