/** The composer as a dialog over any page: for answers, edits, and the `n` key. */
import { useEffect, type ReactNode } from 'react';
import { keptName } from '../data/device.ts';
import { useStore } from '../data/store.ts';
import { usePlace } from '../routing/place.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Composer } from './composer.tsx';
import { closeComposer, composing, type Composing } from './composing.ts';
import { removeAttachments } from './attachments.ts';
import { discardUnsent, isWorthKeeping, placeOf, useUnsent } from './unsent.ts';

export function ComposerDialog(): ReactNode {
  const what = useStore(composing);
  const { key } = usePlace();
  // Leaving the page closes the dialog; the text is kept.
  useEffect(() => closeComposer, [key]);
  return what && <OpenComposer what={what} />;
}

function OpenComposer({ what }: { what: Composing }): ReactNode {
  const place = placeOf(what);
  const unsent = useUnsent(place);
  const title = what.edit ? 'Edit post' : what.replyTo ? `Answer @${what.replyTo.author?.username ?? ''}` : 'New post';
  const discard = (): void => {
    removeAttachments(keptName(place), unsent.attachments);
    discardUnsent(keptName(place));
  };
  return (
    <Dialog title={title} className="composing" onClose={closeComposer} discard={isWorthKeeping(unsent) ? discard : undefined}>
      {what.replyTo && <blockquote className="quoted">{what.replyTo.text}</blockquote>}
      <Composer {...what} isOpen onDone={closeComposer} />
    </Dialog>
  );
}
