/** Which kinds reach the viewer where: each change holds at once. */
import { useRef, useState, type ReactNode } from 'react';
import type { NotificationKind, NotificationSettingsQuery } from '@agora/sdk';
import { client } from '../client.ts';
import { tellFailure } from '../ui/notices.tsx';

export type Preferences = NonNullable<NonNullable<NotificationSettingsQuery['me']>['notificationPreferences']>;

const kinds: readonly { kind: NotificationKind; says: string; isMailed?: boolean }[] = [
  { kind: 'NEW_POST', says: 'Somebody you follow posts' },
  { kind: 'LIKE', says: 'Somebody likes your post' },
  { kind: 'REPLY', says: 'Somebody answers you' },
  { kind: 'MENTION', says: 'Somebody mentions you' },
  { kind: 'REPOST', says: 'Somebody reposts you' },
  { kind: 'FOLLOW', says: 'Somebody follows you' },
  { kind: 'FOLLOW_REQUEST', says: 'Somebody asks to follow you' },
  { kind: 'MEDIA_READY', says: 'An image or a video of yours is ready', isMailed: true },
];

export function PreferencesForm({ preferences: given }: { preferences: Preferences }): ReactNode {
  const [shown, show] = useState(given);
  const saved = useRef(given);
  const saving = useRef(Promise.resolve());
  // One after the other: each sends whole lists.
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
  const box = (channel: 'push' | 'email', kind: NotificationKind, says: string): ReactNode => (
    <input
      type="checkbox"
      aria-label={`${says}: ${channel === 'push' ? 'on devices' : 'by mail'}`}
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
            <th scope="col">When</th>
            <th scope="col">Devices</th>
            <th scope="col">Mail</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, says, isMailed = false }) => (
            <tr key={kind}>
              <th scope="row">{says}</th>
              <td>{box('push', kind, says)}</td>
              <td>{isMailed ? box('email', kind, says) : <span title="There is no mail for it">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="check">
        <input type="checkbox" checked={shown.weeklyDigest} onChange={({ target }) => save({ ...shown, weeklyDigest: target.checked })} />
        <span className="check-says">
          <b>A mail each week</b>
          What you have not read, summed up. Every such mail has a link that ends them.
        </span>
      </label>
    </>
  );
}
