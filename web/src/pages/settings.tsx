/** One's account: colours, sessions, password, who is kept away, leaving. */
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { MeQuery } from '@agora/sdk';
import { client } from '../client.ts';
import { forgetKeptOf } from '../data/device.ts';
import { useLoaded } from '../data/load.ts';
import { useOwn } from '../data/own.ts';
import { Link } from '../routing/link.tsx';
import { goTo } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { chooseTheme, useTheme, type Theme } from '../shell/theme.ts';
import { Development } from '../settings/development.tsx';
import { Confirm, Dialog } from '../ui/dialog.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { limited } from '../ui/limited.ts';
import { tell, tellFailure } from '../ui/notices.tsx';
import { Loading, Problem } from '../ui/states.tsx';
import { Time } from '../ui/time.tsx';
import { deviceName } from './device-name.ts';

type Me = NonNullable<MeQuery['me']>;

const themes: Record<Theme, string> = { system: 'As your system has it', light: 'Light', dark: 'Dark' };

export function SettingsPage(): ReactNode {
  const { data: me, error, reload, set } = useLoaded('me', async () => await client.api.me());
  const theme = useTheme();
  const own = useOwn();
  return (
    <Page title="Settings">
      {/* On phones the navigation has no room for them. */}
      <nav className="settings-part links narrow-only" aria-label="More pages">
        <Link href="/bookmarks">Kept for later</Link>
        {own.hasDrafts && <Link href="/drafts">Drafts</Link>}
        {own.isAsked && <Link href="/requests">Follow requests</Link>}
      </nav>
      <section className="settings-part" aria-labelledby="colours">
        <h2 id="colours">Colours</h2>
        <div className="choices" role="radiogroup" aria-labelledby="colours">
          {(Object.keys(themes) as Theme[]).map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="theme" checked={theme === one} onChange={() => chooseTheme(one)} /> {themes[one]}
            </label>
          ))}
        </div>
      </section>
      <section className="settings-part" aria-labelledby="told">
        <h2 id="told">Notifications</h2>
        <p className="links">
          <Link href="/settings/notifications">What reaches you, and where</Link>
        </p>
      </section>
      <section className="settings-part" aria-labelledby="away">
        <h2 id="away">Kept away</h2>
        <p className="links">
          <Link href="/settings/blocked">Whom you block</Link>
          <Link href="/settings/muted">Whom you mute</Link>
        </p>
      </section>
      {/* What comes late comes last. */}
      {!me && (error === null ? <Loading what="your account" /> : <Problem error={error} onRetry={reload} />)}
      {me && <Sessions me={me} onChange={set} />}
      {me && <Password onDone={reload} />}
      {me && <Leaving me={me} />}
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
    <section className="settings-part" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul>
        {me.sessions.map(({ id, userAgent, ip, lastUsedAt, current }) => (
          <li key={id} className="session">
            <div>
              <b>{deviceName(userAgent)}</b> {current && <span className="badge">This one</span>}
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
          text="Every device is signed out at once, this one too."
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
    <section className="settings-part" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form className="narrow" onSubmit={form.onSubmit}>
        <Field form={form} name="currentPassword" label="Password so far" type="password" autoComplete="current-password" required />
        <Field
          form={form}
          name="newPassword"
          label="New password"
          hint="10 characters or more. Your other devices are signed out."
          type="password"
          autoComplete="new-password"
          {...limited({ min: 10, max: 128 })}
          required
        />
        <FormProblem form={form} fields={['currentPassword', 'newPassword']} />
        <button type="submit" className="button" disabled={form.isBusy}>
          Change it
        </button>
      </form>
    </section>
  );
}

function Leaving({ me }: { me: Me }): ReactNode {
  const [isOpen, open] = useState(false);
  const form = useForm(async ({ password = '' }) => {
    await client.api.deleteAccount({ password });
    if (client.auth.state.status === 'signed-in') forgetKeptOf(client.auth.state.userId);
    await client.auth.logout().catch(() => undefined);
    goTo('/');
    tell('Your account is deleted.');
  });
  return (
    <section className="settings-part" aria-labelledby="leaving">
      <h2 id="leaving">Account</h2>
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
          <p>Your posts, images, likes and follows go with it, everywhere. This cannot be taken back.</p>
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
