/** The viewer's settings for pushes and mails, and their registered devices. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { PartUnavailable } from '../data/page.ts';
import { useLoaded } from '../data/load.ts';
import { Devices } from '../settings/devices.tsx';
import { PreferencesForm } from '../settings/preferences.tsx';
import { Page } from '../shell/page.tsx';
import { Loading, Problem } from '../ui/states.tsx';

export function NotificationSettingsPage(): ReactNode {
  const { data, error, reload } = useLoaded('notification settings', async () => {
    const me = await client.api.notificationSettings();
    if (!me?.notificationPreferences) throw new PartUnavailable();
    return { preferences: me.notificationPreferences, devices: me.devices ?? [] };
  });
  return (
    <Page title="Notification settings" hasBack>
      {!data && (error === null ? <Loading what="your settings" /> : <Problem error={error} onRetry={reload} />)}
      {data && (
        <>
          <section className="settings-section" aria-labelledby="kinds">
            <h2 id="kinds">Pushes and mails</h2>
            <p>The notifications page lists all of these except new posts, which are in your feed.</p>
            <PreferencesForm preferences={data.preferences} />
          </section>
          <Devices devices={data.devices} />
        </>
      )}
    </Page>
  );
}
