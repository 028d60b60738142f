/** The form that chooses the kinds of pushes and mails. Each change is saved at once. */
import { useRef, useState, type ReactNode } from 'react';
import type { NotificationKind, NotificationSettingsQuery } from '@agora/sdk';
import { client } from '../client.ts';
import { tellFailure } from '../ui/notices.tsx';

export type Preferences = NonNullable<NonNullable<NotificationSettingsQuery['me']>['notificationPreferences']>;

const kinds: readonly { kind: NotificationKind; label: string; isMailed?: boolean }[] = [
  { kind: 'NEW_POST', label: 'New posts of people you follow' },
  { kind: 'LIKE', label: 'Likes of your posts' },
  { kind: 'REPLY', label: 'Answers to your posts' },
  { kind: 'MENTION', label: 'Mentions of you' },
  { kind: 'REPOST', label: 'Reposts of your posts' },
  { kind: 'FOLLOW', label: 'New followers' },
  { kind: 'FOLLOW_REQUEST', label: 'Follow requests' },
  { kind: 'ROOM_MESSAGE', label: 'Direct messages' },
  { kind: 'ROOM_MENTION', label: 'Mentions of you in rooms' },
  { kind: 'ROOM_INVITE', label: 'Invitations to rooms' },
  { kind: 'MEDIA_READY', label: 'Your image or video is ready', isMailed: true },
  { kind: 'EVENT_CHANGED', label: 'Changes of events you go to' },
  { kind: 'EVENT_SOON', label: 'Events you go to, an hour before' },
  { kind: 'EVENT_SEAT', label: 'A seat you waited for' },
  { kind: 'ARTICLE_ADDED', label: 'New articles (for admins)', isMailed: true },
];

export function PreferencesForm({ preferences: given }: { preferences: Preferences }): ReactNode {
  const [shown, show] = useState(given);
  const saved = useRef(given);
  const saving = useRef(Promise.resolve());
  // Saved one after the other, because each request carries the whole lists.
  const send = async (next: Preferences, before: Promise<void>): Promise<void> => {
    await before;
    try {
      saved.current = await client.api.updateNotificationPreferences(next);
    } catch (error) {
      show(saved.current);
      tellFailure(error);
    }
  };
  const save = (next: Preferences): void => {
    show(next);
    saving.current = send(next, saving.current);
  };
  const box = (channel: 'push' | 'email', kind: NotificationKind, label: string): ReactNode => (
    <input
      type="checkbox"
      aria-label={`${label}: ${channel === 'push' ? 'push' : 'mail'}`}
      checked={shown[channel].includes(kind)}
      onChange={({ target }) =>
        save({ ...shown, [channel]: target.checked ? [...shown[channel], kind] : shown[channel].filter((one) => one !== kind) })
      }
    />
  );
  return (
    <>
      <table className="preferences">
        <thead>
          <tr>
            <th scope="col">Notification</th>
            <th scope="col">Push</th>
            <th scope="col">Mail</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, label, isMailed = false }) => (
            <tr key={kind}>
              <th scope="row">{label}</th>
              <td>{box('push', kind, label)}</td>
              <td>{isMailed ? box('email', kind, label) : <span title="Not sent by mail">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="check">
        <input type="checkbox" checked={shown.weeklyDigest} onChange={({ target }) => save({ ...shown, weeklyDigest: target.checked })} />
        <span className="check-label">
          <b>Weekly digest</b>A weekly mail about unread notifications. Each mail has a link to unsubscribe.
        </span>
      </label>
    </>
  );
}
