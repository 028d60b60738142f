/** The sign-in form. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { useAuth } from '../data/session.ts';
import { Link } from '../routing/link.tsx';
import { goTo } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';

export function SignInPage(): ReactNode {
  const auth = useAuth();
  const form = useForm(async ({ usernameOrEmail = '', password = '' }) => {
    await client.auth.login({ usernameOrEmail, password });
    // On any other address, the wanted page replaces this form.
    if (location.pathname === '/login') goTo('/', { replace: true });
  });
  return (
    <Page title="Sign in">
      <form className="narrow" onSubmit={form.onSubmit}>
        {auth.status === 'signed-out' && auth.reason === 'ended' && (
          <p className="callout">Your session has ended. Sign in again to continue.</p>
        )}
        <Field form={form} name="usernameOrEmail" label="Username or e-mail" autoComplete="username" autoCapitalize="none" required />
        <Field form={form} name="password" label="Password" type="password" autoComplete="current-password" required />
        <FormProblem form={form} fields={['usernameOrEmail', 'password']} />
        <button type="submit" className="button primary wide" disabled={form.isBusy}>
          {form.isBusy ? 'Signing in …' : 'Sign in'}
        </button>
        <p className="aside-line">
          <Link href="/forgot-password">Forgot your password?</Link>
        </p>
        <p className="aside-line">
          New here? <Link href="/join">Create an account</Link>
        </p>
      </form>
    </Page>
  );
}
