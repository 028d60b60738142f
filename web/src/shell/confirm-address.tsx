/** On top of each page, until the viewer has confirmed their address. */
import { MailWarning, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { client } from '../client.ts';
import { putOffAddress, readAddress, useAddress } from '../data/account.ts';
import { useViewerId } from '../data/session.ts';
import { tell, tellFailure } from '../ui/notices.tsx';

export function ConfirmAddress(): ReactNode {
  const address = useAddress();
  const viewerId = useViewerId();
  const [isSending, setSending] = useState(false);
  const isKnown = address !== null;
  const isOpen = viewerId !== null && address?.isVerified !== true;
  useEffect(() => {
    if (!isOpen) return;
    const look = (): void => void readAddress().catch(() => undefined);
    if (!isKnown) look();
    // The link may have been followed elsewhere.
    const onReturn = (): void => {
      if (document.visibilityState === 'visible') look();
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, [isOpen, isKnown]);
  if (!isOpen || !address || address.isPutOff) return null;
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      await client.api.resendVerification();
      tell(`Sent to ${address.email}. The links before it do not work any more.`);
    } catch (error) {
      tellFailure(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="confirm-address" aria-label="Your address">
      <MailWarning aria-hidden />
      <p>
        Confirm your address: follow the link in the mail to <b>{address.email}</b>.
      </p>
      <button type="button" className="button small" disabled={isSending} onClick={() => void send()}>
        Send again
      </button>
      <button type="button" className="icon-button" aria-label="Later" onClick={putOffAddress}>
        <X aria-hidden />
      </button>
    </section>
  );
}
