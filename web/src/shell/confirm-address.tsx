/** On top of each page, until the viewer has confirmed their address. */
import { MailWarning, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { putOffAddress, useAccount, useIsPutOff } from '../data/account.ts';
import { tell, tellFailure } from '../ui/notices.tsx';

export function ConfirmAddress(): ReactNode {
  const account = useAccount();
  const isPutOff = useIsPutOff();
  // Who learns of it late is reminded from the next page on: nothing moves what is read.
  const [isInTime] = useState(account !== null);
  if (!isInTime || !account || account.isVerified || isPutOff) return null;
  return (
    <section className="confirm-address" aria-label="Your address">
      <MailWarning aria-hidden />
      <p>
        Confirm your address: follow the link in the mail to <b>{account.email}</b>.
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
      tell('Sent. The links before it do not work any more.');
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
