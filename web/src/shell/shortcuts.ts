/** Keyboard shortcuts. They work on every page, except while typing. */
import { useEffect } from 'react';
import { client } from '../client.ts';
import { openComposer } from '../posts/composing.ts';
import { goTo } from '../routing/place.ts';

export const shortcuts: readonly { key: string; does: string }[] = [
  { key: 'n', does: 'New post' },
  { key: 'j', does: 'Next post' },
  { key: 'k', does: 'Previous post' },
  { key: 'h', does: 'Home' },
  { key: 'e', does: 'Explore' },
  { key: 'b', does: 'Notifications' },
];

const acts: Record<string, () => void> = {
  n: () => (client.auth.state.status === 'signed-in' ? openComposer() : goTo('/login')),
  j: () => step(1),
  k: () => step(-1),
  h: () => goTo('/'),
  e: () => goTo('/explore'),
  b: () => goTo('/notifications'),
};

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, dialog, [role=menu]') !== null;
      // A dialog can lose the focus, such as when its button is disabled; it still blocks shortcuts.
      if (isTyping || document.querySelector('dialog[open]') || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Moves the focus to the link of the next or previous post. */
function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('main .post .post-time')];
  const at = all.findIndex((time) => time.closest('.post')?.contains(document.activeElement) === true);
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by];
  next?.focus({ preventScroll: true });
  next?.closest('.post')?.scrollIntoView({ block: 'center' });
}
