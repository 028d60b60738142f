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
    <Page title="What reaches you" hasBack>
      {!data && (error === null ? <Loading what="your choices" /> : <Problem error={error} onRetry={reload} />)}
      {data && (
        <>
          <section className="settings-part" aria-labelledby="kinds">
            <h2 id="kinds">Besides the list</h2>
            <p>Your list of notifications has all of these but new posts, which are in your feed.</p>
            <PreferencesForm preferences={data.preferences} />
          </section>
          <Devices devices={data.devices} />
        </>
      )}
    </Page>
  );
}
