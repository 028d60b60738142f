/** A dialog of the browser: it keeps the focus inside, closes with Escape, and gives the focus back. */
import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { tellFailure } from './notices.tsx';

export interface DialogProps {
  title: string;
  className?: string;
  onClose: () => void;
  /** There while something is typed that would be missed: forgets it. Who closes the dialog is asked first. */
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
    // The browser would choose Close, which is the first: one begins with what one came for, or reads from the top.
    const first = opened.querySelector<HTMLElement>('[data-first-focus]') ?? opened.querySelector<HTMLElement>(fields) ?? heading.current;
    first?.focus();
    if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
    return () => opened.close();
  }, []);
  return (
    <>
      {/* Escape is the keyboard's way to close it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <dialog
        ref={dialog}
        className={`dialog ${className}`}
        aria-labelledby={titleId}
        onCancel={(event) => {
          // A field for files tells here that nobody chose one.
          if (event.target !== dialog.current) return;
          event.preventDefault();
          close();
        }}
        onClose={() => {
          // The browser closes it by itself where it is asked twice; what is typed is still there.
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
          title="Discard?"
          text="What you wrote is not sent yet. It can wait here for you, on this device."
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
  /** What the button says that does it. */
  action: string;
  /** What the button says that leaves all as it is. */
  keep?: string;
  isDangerous?: boolean;
  onConfirm: () => Promise<void>;
  /** Called once it is done and this dialog is closed. */
  onConfirmed?: () => void;
  /** Called when all is left as it is by that button; Escape closes this dialog alone. */
  onKeep?: () => void;
  onClose: () => void;
}

/** Asks before something is done that cannot be taken back. */
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
