/** Where the link of a mail leads that chooses a new password. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { Link } from '../routing/link.tsx';
import { goTo, usePlace } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { limited } from '../ui/limited.ts';
import { tell } from '../ui/notices.tsx';
import { Empty } from '../ui/states.tsx';

export function ResetPasswordPage(): ReactNode {
  const token = new URLSearchParams(usePlace().search).get('token') ?? '';
  const form = useForm(async ({ newPassword = '' }) => {
    await client.api.resetPassword({ token, newPassword });
    // Whoever was signed in here is not any more.
    await client.auth.logout().catch(() => undefined);
    goTo('/login', { replace: true });
    tell('Your new password holds, and all your devices are signed out. Sign in with it.');
  });
  const isGone = token === '' || form.field === 'token';
  return (
    <Page title="New password">
      <div role="alert">
        {isGone && (
          <Empty title="This link does not work any more.">
            <p>A link works once, for an hour, and only the newest one does.</p>
            <Link className="button primary" href="/forgot-password">
              Have another sent
            </Link>
          </Empty>
        )}
      </div>
      {!isGone && (
        <form className="narrow" onSubmit={form.onSubmit}>
          <Field
            form={form}
            name="newPassword"
            label="New password"
            hint="10 characters or more. All your devices are signed out."
            type="password"
            autoComplete="new-password"
            {...limited({ min: 10, max: 128 })}
            required
          />
          <FormProblem form={form} fields={['newPassword']} />
          <button type="submit" className="button primary wide" disabled={form.isBusy}>
            {form.isBusy ? 'Changing it …' : 'Change it'}
          </button>
        </form>
      )}
    </Page>
  );
}
