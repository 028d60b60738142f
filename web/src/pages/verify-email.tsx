/** Confirms an e-mail address; the mailed link leads here. */
import type { ReactNode } from 'react';
import { isAgoraError } from '@agora/sdk';
import { client } from '../client.ts';
import { readAccount } from '../data/account.ts';
import { useLoaded } from '../data/load.ts';
import { useViewerId } from '../data/session.ts';
import { Link } from '../routing/link.tsx';
import { usePlace } from '../routing/place.ts';
import { SendAgain } from '../shell/confirm-address.tsx';
import { Page } from '../shell/page.tsx';
import { Empty, Loading, Problem } from '../ui/states.tsx';

export function VerifyEmailPage(): ReactNode {
  const token = new URLSearchParams(usePlace().search).get('token') ?? '';
  const viewerId = useViewerId();
  const { data: isConfirmed, error, reload } = useLoaded(`verify ${token}`, async () => await confirm(token));
  return (
    <Page title="Confirm your address">
      {isConfirmed === undefined && (error === null ? <Loading what="the answer" /> : <Problem error={error} onRetry={reload} />)}
      {isConfirmed === true && (
        <Empty title="Your address is confirmed.">
          <Link className="button primary" href={viewerId === null ? '/login' : '/'}>
            {viewerId === null ? 'Sign in' : 'Continue'}
          </Link>
        </Empty>
      )}
      {isConfirmed === false && (
        <Empty title="This link no longer works.">
          <p>
            A link works once, within 7 days, and only the newest link works.{' '}
            {viewerId === null ? 'Sign in to request a new link.' : 'Request a new link.'}
          </p>
          {viewerId === null ? (
            <Link className="button primary" href="/login">
              Sign in
            </Link>
          ) : (
            <SendAgain />
          )}
        </Empty>
      )}
    </Page>
  );
}

/** @returns Whether the address is confirmed: by this link, or, for a signed-in viewer, earlier. */
async function confirm(token: string): Promise<boolean> {
  const isSignedIn = client.auth.state.status === 'signed-in';
  try {
    if (token === '') return false;
    await client.api.verifyEmail({ token });
  } catch (error) {
    if (!isAgoraError(error) || error.code !== 'BAD_USER_INPUT') throw error;
    return isSignedIn && (await readAccount());
  }
  if (isSignedIn) await readAccount().catch(() => undefined);
  return true;
}
