/** What the viewer is told of, and where. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { PageAway } from '../data/list.ts';
import { useLoaded } from '../data/load.ts';
import { Devices } from '../settings/devices.tsx';
import { PreferencesForm } from '../settings/preferences.tsx';
import { Page } from '../shell/page.tsx';
import { Loading, Problem } from '../ui/states.tsx';

export function NotificationSettingsPage(): ReactNode {
  const { data, error, reload } = useLoaded('notification settings', async () => {
    const me = await client.api.notificationSettings();
    if (!me?.notificationPreferences) throw new PageAway();
    return { preferences: me.notificationPreferences, devices: me.devices ?? [] };
  });
  return (
    <Page title="What you are told of" hasBack>
      {!data && (error === null ? <Loading what="your choices" /> : <Problem error={error} onRetry={reload} />)}
      {data && (
        <>
          <section className="settings-part" aria-labelledby="kinds">
            <h2 id="kinds">Besides the list</h2>
            <p>All but new posts is always in your list of notifications.</p>
            <PreferencesForm preferences={data.preferences} />
          </section>
          <Devices devices={data.devices} />
        </>
      )}
    </Page>
  );
}
