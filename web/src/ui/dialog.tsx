/** A modal `<dialog>`: it keeps the focus inside, closes on Escape, and returns the focus. */
import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { tellFailure } from './notices.tsx';

export interface DialogProps {
  title: string;
  className?: string;
  onClose: () => void;
  /** Set while there is unsent text: closing asks first, and calls this to discard the text. */
  discard?: (() => void) | undefined;
  children: ReactNode;
}

const fields = 'textarea, select, input:not([type=hidden], [type=file], [type=checkbox], [type=radio], [hidden])';

export function Dialog({ title, className = '', onClose, discard, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const [isAsking, ask] = useState(false);
  const close = (): void => (discard ? ask(true) : onClose());
  useLayoutEffect(() => {
    const opened = dialog.current;
    if (!opened) return;
    opened.showModal();
    // The browser would focus the Close button. The first field, or the heading, is the useful start.
    const first = opened.querySelector<HTMLElement>('[data-first-focus]') ?? opened.querySelector<HTMLElement>(fields) ?? heading.current;
    first?.focus();
    if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
    return () => opened.close();
  }, []);
  return (
    <>
      {/* Keyboards close it with Escape. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <dialog
        ref={dialog}
        className={`dialog ${className}`}
        aria-labelledby={titleId}
        onCancel={(event) => {
          // A file field sends `cancel` too, when no file is chosen.
          if (event.target !== dialog.current) return;
          event.preventDefault();
          close();
        }}
        onClose={() => {
          // A second Escape closes the dialog in the browser itself; the text is still there.
          if (dialog.current?.isConnected !== true) return;
          if (discard) dialog.current.showModal();
          close();
        }}
        onClick={(event) => {
          if (event.target === dialog.current) close();
        }}
      >
        <div className="dialog-inside">
          <header className="dialog-head">
            <h2 id={titleId} ref={heading} tabIndex={-1}>
              {title}
            </h2>
            <button type="button" className="icon-button" aria-label="Close" onClick={close}>
              <X aria-hidden />
            </button>
          </header>
          {children}
        </div>
      </dialog>
      {isAsking && (
        <Confirm
          title="Discard your text?"
          text="It is not sent yet. You can keep it on this device and finish it later."
          action="Discard"
          isDangerous
          onConfirm={async () => discard?.()}
          onConfirmed={onClose}
          onKeep={onClose}
          onClose={() => ask(false)}
        />
      )}
    </>
  );
}

export interface ConfirmProps {
  title: string;
  text: string;
  /** The label of the button that confirms. */
  action: string;
  /** The label of the button that changes nothing. */
  keep?: string;
  isDangerous?: boolean;
  onConfirm: () => Promise<void>;
  /** Called after the action, once this dialog is closed. */
  onConfirmed?: () => void;
  /** Called by the `keep` button; Escape closes this dialog without a call. */
  onKeep?: () => void;
  onClose: () => void;
}

/** Asks before an action that cannot be undone. */
export function Confirm(props: ConfirmProps): ReactNode {
  const { title, text, action, keep = 'Keep it', isDangerous = false, onConfirm, onConfirmed, onKeep, onClose } = props;
  const [isBusy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
      onConfirmed?.();
    } catch (error) {
      setBusy(false);
      tellFailure(error);
    }
  };
  return (
    <Dialog title={title} className="confirm" onClose={onClose}>
      <p>{text}</p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button quiet"
          data-first-focus
          onClick={() => {
            onClose();
            onKeep?.();
          }}
        >
          {keep}
        </button>
        <button type="button" className={isDangerous ? 'button danger' : 'button primary'} disabled={isBusy} onClick={() => void confirm()}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
