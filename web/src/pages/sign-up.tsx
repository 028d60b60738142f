/** The form that creates an account. */
import type { ReactNode } from 'react';
import { client } from '../client.ts';
import { noteAccount } from '../data/account.ts';
import { Link } from '../routing/link.tsx';
import { goTo } from '../routing/place.ts';
import { Page } from '../shell/page.tsx';
import { Field, FormProblem, useForm } from '../ui/form.tsx';
import { useKeptForm } from '../ui/kept-form.ts';
import { limitLength } from '../ui/limit-length.ts';

export function SignUpPage(): ReactNode {
  const kept = useKeptForm('join');
  const form = useForm(async ({ displayName = '', username = '', email = '', password = '' }) => {
    await client.auth.register({ username, email, password, ...(displayName.trim() !== '' && { displayName }) });
    kept.forget();
    noteAccount({ email, isVerified: false });
    goTo('/', { replace: true });
  });
  return (
    <Page title="Create an account">
      <form {...kept.props} className="narrow" onSubmit={form.onSubmit}>
        <Field
          form={form}
          name="displayName"
          label="Name"
          hint="The name that others see. Empty: your username."
          autoComplete="name"
          {...limitLength({ max: 60 })}
        />
        <Field
          form={form}
          name="username"
          label="Username"
          hint="3 to 30 characters: a–z, 0–9, _ and . You can change it later."
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...limitLength({ min: 3, max: 30 })}
          pattern="[a-zA-Z0-9_.]+"
          title="Letters a to z, digits, _ and ."
          required
        />
        <Field form={form} name="email" label="E-mail" hint="Not visible to others." type="email" autoComplete="email" required />
        <Field
          form={form}
          name="password"
          label="Password"
          hint="At least 10 characters."
          type="password"
          autoComplete="new-password"
          {...limitLength({ min: 10, max: 128 })}
          required
        />
        <FormProblem form={form} fields={['displayName', 'username', 'email', 'password']} />
        <button type="submit" className="button primary wide" disabled={form.isBusy}>
          {form.isBusy ? 'Creating …' : 'Create account'}
        </button>
        <p className="aside-line">
          Already have an account? <Link href="/login">Sign in</Link>
        </p>
      </form>
    </Page>
  );
}
