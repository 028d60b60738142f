/** Requests a mail with a link to reset the password. */
import { useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { Link } from '../routing/link.tsx';
import { Page } from '../shell/page.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { Empty } from '../ui/states.tsx';

export function ForgotPasswordPage(): ReactNode {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm(async ({ email = '' }) => {
    await client.api.requestPasswordReset({ email });
    setSentTo(email);
  });
  return (
    <Page title="Reset password" hasBack>
      <div role="status">
        {sentTo !== null && (
          <Empty title="Check your mail.">
            <p>
              If <b>{sentTo}</b> has an account here, a link is on its way. It works once, within an hour.
            </p>
            <button type="button" className="button" onClick={() => setSentTo(null)}>
              Use another address
            </button>
          </Empty>
        )}
      </div>
      {sentTo === null && (
        <form className="narrow" onSubmit={form.onSubmit}>
          <p>Enter the e-mail address of your account. You will receive a link to choose a new password.</p>
          <Field form={form} name="email" label="E-mail" type="email" autoComplete="email" required />
          <FormProblem form={form} fields={['email']} />
          <button type="submit" className="button primary wide" disabled={form.isBusy}>
            {form.isBusy ? 'Sending …' : 'Send the link'}
          </button>
          <p className="aside-line">
            Remember your password? <Link href="/login">Sign in</Link>
          </p>
        </form>
      )}
    </Page>
  );
}
