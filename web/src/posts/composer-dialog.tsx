/** The composer over whatever page one is on: for answers, for editing, and for `n`. */
import type { ReactNode } from 'react';
import { useStore } from '../data/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Composer } from './composer.tsx';
import { closeComposer, composing } from './composing.ts';

export function ComposerDialog(): ReactNode {
  const what = useStore(composing);
  if (!what) return null;
  const title = what.edit ? 'Edit' : what.replyTo ? `Answer @${what.replyTo.author?.username ?? ''}` : 'Say something';
  return (
    <Dialog title={title} className="composing" onClose={closeComposer}>
      {what.replyTo && <blockquote className="quoted">{what.replyTo.text}</blockquote>}
      <Composer {...what} isOpen onDone={closeComposer} />
    </Dialog>
  );
}
