/** Settings: theme, notifications, blocked and muted people, sessions, password, deletion of the account. */
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { MeQuery } from '@agora/sdk';
import { client } from '../client.ts';
import { forgetKeptOf } from '../data/device.ts';
import { useLoaded } from '../data/load.ts';
import { usePersonalPages } from '../data/personal-pages.ts';
import { Link } from '../routing/link.tsx';
import { goTo } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { chooseTheme, useTheme, type Theme } from '../shell/theme.ts';
import { Development } from '../settings/development.tsx';
import { Confirm, Dialog } from '../ui/dialog.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { limitLength } from '../ui/limit-length.ts';
import { tell, tellFailure } from '../ui/notices.tsx';
import { Loading, Problem } from '../ui/states.tsx';
import { Time } from '../ui/time.tsx';
import { deviceName } from './device-name.ts';

type Me = NonNullable<MeQuery['me']>;

const themes: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

export function SettingsPage(): ReactNode {
  const { data: me, error, reload, set } = useLoaded('me', async () => await client.api.me());
  const theme = useTheme();
  const personal = usePersonalPages();
  return (
    <Page title="Settings">
      {/* The navigation on phones has no room for these. */}
      <nav className="settings-section links narrow-only" aria-label="More pages">
        <Link href="/bookmarks">Bookmarks</Link>
        {personal.hasDrafts && <Link href="/drafts">Drafts</Link>}
        {personal.hasFollowRequests && <Link href="/requests">Follow requests</Link>}
      </nav>
      <section className="settings-section" aria-labelledby="theme">
        <h2 id="theme">Theme</h2>
        <div className="choices" role="radiogroup" aria-labelledby="theme">
          {(Object.keys(themes) as Theme[]).map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="theme" checked={theme === one} onChange={() => chooseTheme(one)} /> {themes[one]}
            </label>
          ))}
        </div>
      </section>
      <section className="settings-section" aria-labelledby="notifications">
        <h2 id="notifications">Notifications</h2>
        <p className="links">
          <Link href="/settings/notifications">Notification settings</Link>
        </p>
      </section>
      <section className="settings-section" aria-labelledby="blocked-and-muted">
        <h2 id="blocked-and-muted">Blocked and muted</h2>
        <p className="links">
          <Link href="/settings/blocked">Blocked people</Link>
          <Link href="/settings/muted">Muted people</Link>
        </p>
      </section>
      {/* Sections that load come last, so that they move nothing. */}
      {!me && (error === null ? <Loading what="your account" /> : <Problem error={error} onRetry={reload} />)}
      {me && <Sessions me={me} onChange={set} />}
      {me && <Password onDone={reload} />}
      {me && <DeleteAccount me={me} />}
      {(me || error !== null) && <Development />}
    </Page>
  );
}

function Sessions({ me, onChange }: { me: Me; onChange: (me: Me) => void }): ReactNode {
  const [isAsking, ask] = useState(false);
  const end = async (id: string): Promise<void> => {
    try {
      await client.api.logoutSession({ id });
      onChange({ ...me, sessions: me.sessions.filter((session) => session.id !== id) });
      tell('That device is signed out.');
    } catch (error) {
      tellFailure(error);
    }
  };
  const leave = async (): Promise<void> => {
    await client.auth.logout().catch(tellFailure);
    goTo('/');
  };
  return (
    <section className="settings-section" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul>
        {me.sessions.map(({ id, userAgent, ip, lastUsedAt, current }) => (
          <li key={id} className="session">
            <div>
              <b>{deviceName(userAgent)}</b> {current && <span className="badge">This device</span>}
              <p>
                {ip !== null && `${ip} · `}last used <Time at={lastUsedAt} isFull />
              </p>
            </div>
            {!current && (
              <button type="button" className="button small" onClick={() => void end(id)}>
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="settings-actions">
        <button type="button" className="button" onClick={() => void leave()}>
          Sign out
        </button>
        <button type="button" className="button quiet" onClick={() => ask(true)}>
          Sign out everywhere
        </button>
      </div>
      {isAsking && (
        <Confirm
          title="Sign out everywhere?"
          text="All devices are signed out at once, including this one."
          action="Sign out everywhere"
          keep="Cancel"
          onClose={() => ask(false)}
          onConfirm={async () => {
            await client.auth.logoutEverywhere();
            goTo('/');
          }}
        />
      )}
    </section>
  );
}

function Password({ onDone }: { onDone: () => void }): ReactNode {
  const form = useForm(async ({ currentPassword = '', newPassword = '' }, element) => {
    await client.api.changePassword({ currentPassword, newPassword });
    element.reset();
    tell('Your password is changed, and your other devices are signed out.');
    onDone();
  });
  return (
    <section className="settings-section" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form className="narrow" onSubmit={form.onSubmit}>
        <Field form={form} name="currentPassword" label="Current password" type="password" autoComplete="current-password" required />
        <Field
          form={form}
          name="newPassword"
          label="New password"
          hint="At least 10 characters. Your other devices will be signed out."
          type="password"
          autoComplete="new-password"
          {...limitLength({ min: 10, max: 128 })}
          required
        />
        <FormProblem form={form} fields={['currentPassword', 'newPassword']} />
        <button type="submit" className="button" disabled={form.isBusy}>
          Change password
        </button>
      </form>
    </section>
  );
}

function DeleteAccount({ me }: { me: Me }): ReactNode {
  const [isOpen, open] = useState(false);
  const form = useForm(async ({ password = '' }) => {
    await client.api.deleteAccount({ password });
    if (client.auth.state.status === 'signed-in') forgetKeptOf(client.auth.state.userId);
    await client.auth.logout().catch(() => undefined);
    goTo('/');
    tell('Your account is deleted.');
  });
  return (
    <section className="settings-section" aria-labelledby="account">
      <h2 id="account">Account</h2>
      <p>
        Signed up with <b>{me.email}</b>.
      </p>
      <div className="settings-actions">
        <button type="button" className="button" onClick={() => open(true)}>
          Delete account …
        </button>
      </div>
      {isOpen && (
        <Dialog title="Delete your account?" className="confirm" onClose={() => open(false)}>
          <p>Your posts, images, likes and follows are deleted with it. This cannot be undone.</p>
          <form className="narrow" onSubmit={form.onSubmit}>
            <Field form={form} name="password" label="Your password" type="password" autoComplete="current-password" required />
            <FormProblem form={form} fields={['password']} />
            <button type="submit" className="button danger" disabled={form.isBusy}>
              Delete my account
            </button>
          </form>
        </Dialog>
      )}
    </section>
  );
}
