/** Chooses a new password; the mailed link leads here. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { Link } from '../routing/link.tsx';
import { goTo, usePlace } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { limitLength } from '../ui/limit-length.ts';
import { tell } from '../ui/notices.tsx';
import { Empty } from '../ui/states.tsx';

export function ResetPasswordPage(): ReactNode {
  const token = new URLSearchParams(usePlace().search).get('token') ?? '';
  const form = useForm(async ({ newPassword = '' }) => {
    await client.api.resetPassword({ token, newPassword });
    // The reset has ended all sessions, also the one of this browser.
    await client.auth.logout().catch(() => undefined);
    goTo('/login', { replace: true });
    tell('Your password is changed, and all your devices are signed out. Sign in with the new password.');
  });
  const isInvalid = token === '' || form.field === 'token';
  return (
    <Page title="New password">
      <div role="alert">
        {isInvalid && (
          <Empty title="This link no longer works.">
            <p>A link works once, within an hour, and only the newest link works.</p>
            <Link className="button primary" href="/forgot-password">
              Send a new link
            </Link>
          </Empty>
        )}
      </div>
      {!isInvalid && (
        <form className="narrow" onSubmit={form.onSubmit}>
          <Field
            form={form}
            name="newPassword"
            label="New password"
            hint="At least 10 characters. All your devices will be signed out."
            type="password"
            autoComplete="new-password"
            {...limitLength({ min: 10, max: 128 })}
            required
          />
          <FormProblem form={form} fields={['newPassword']} />
          <button type="submit" className="button primary wide" disabled={form.isBusy}>
            {form.isBusy ? 'Changing …' : 'Change password'}
          </button>
        </form>
      )}
    </Page>
  );
}
