/** The reminder on top of each page until the viewer has confirmed their e-mail address. */
import { MailWarning, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { putOffAddress, useAccount, useIsPutOff } from '../data/account.ts';
import { tell, tellFailure } from '../ui/notices.tsx';

export function ConfirmAddress(): ReactNode {
  const account = useAccount();
  const isPutOff = useIsPutOff();
  // An account that loads late shows the reminder from the next page on, so that nothing moves.
  const [isKnownAtFirst] = useState(account !== null);
  if (!isKnownAtFirst || !account || account.isVerified || isPutOff) return null;
  return (
    <section className="confirm-address" aria-label="E-mail address">
      <MailWarning aria-hidden />
      <p>
        Confirm your e-mail address with the link in the mail to <b>{account.email}</b>.
      </p>
      <SendAgain />
      <button type="button" className="icon-button" aria-label="Later" onClick={putOffAddress}>
        <X aria-hidden />
      </button>
    </section>
  );
}

export function SendAgain(): ReactNode {
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      await client.api.resendVerification();
      tell('Sent. Earlier links no longer work.');
    } catch (error) {
      tellFailure(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <button type="button" className="button small" disabled={isSending} onClick={() => void send()}>
      Send again
    </button>
  );
}
