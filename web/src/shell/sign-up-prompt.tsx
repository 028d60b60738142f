/** The sign-up prompt for signed-out visitors: beside the page, or on top of it where there is no room. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';

export function SignUpPrompt({ isAside = false }: { isAside?: boolean }): ReactNode {
  const Frame = isAside ? 'aside' : 'section';
  return (
    <Frame className={isAside ? 'sign-up-prompt beside-page' : 'sign-up-prompt on-page'} aria-label="Sign up">
      <h2>Join Agora</h2>
      <p>Follow people, post, and see answers as they arrive.</p>
      <div className="sign-up-links">
        <Link className="button primary" href="/join">
          Create an account
        </Link>
        <Link className="button" href="/login">
          Sign in
        </Link>
      </div>
    </Frame>
  );
}
