/** The devices that receive pushes. */
import { Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NotificationSettingsQuery } from '@agora/sdk';
import { Link } from '../routing/link.tsx';
import { Time } from '../ui/time.tsx';

type Device = NonNullable<NonNullable<NotificationSettingsQuery['me']>['devices']>[number];

const names: Record<string, string> = { IOS: 'iPhone or iPad', ANDROID: 'Android', WEB: 'Browser' };

export function Devices({ devices }: { devices: readonly Device[] }): ReactNode {
  return (
    <section className="settings-section" aria-labelledby="devices">
      <h2 id="devices">Devices</h2>
      {devices.length === 0 ? (
        <p>No device receives pushes. An app registers its device when you sign in there and allow notifications.</p>
      ) : (
        <ul>
          {devices.map(({ id, platform, createdAt }) => (
            <li key={id} className="session">
              <div>
                <b>
                  <Smartphone aria-hidden /> {names[platform] ?? 'Device'}
                </b>
                <p>
                  since <Time at={createdAt} isFull />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {devices.length > 0 && (
        <p className="aside-line">
          To stop the pushes to a device, turn them off in its app, or <Link href="/settings">sign the device out</Link>.
        </p>
      )}
    </section>
  );
}
