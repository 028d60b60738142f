/** Short messages about successes and failures, announced to screen readers; they disappear by themselves. */
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { explain } from '../data/explain.ts';
import { createStore, useStore } from '../data/store.ts';

interface Notice {
  id: number;
  kind: 'done' | 'failed';
  text: string;
}

const shownForMs = 5_000;
const notices = createStore<readonly Notice[]>([]);
let made = 0;

function dismiss(id: number): void {
  notices.change((before) => before.filter((notice) => notice.id !== id));
}

function show(kind: Notice['kind'], text: string): void {
  const id = ++made;
  notices.change((before) => [...before.filter((notice) => notice.text !== text).slice(-2), { id, kind, text }]);
  setTimeout(() => dismiss(id), kind === 'done' ? shownForMs : 4 * shownForMs);
}

/** Reports a success: "Deleted." */
export function tell(text: string): void {
  show('done', text);
}

/** Reports why an action failed, and how to continue. */
export function tellFailure(error: unknown): void {
  show('failed', explain(error));
}

/** Reports a refusal in the given words. */
export function tellRefusal(text: string): void {
  show('failed', text);
}

export function Notices(): ReactNode {
  const shown = useStore(notices);
  const of = (kind: Notice['kind']): ReactNode =>
    shown
      .filter((notice) => notice.kind === kind)
      .map(({ id, text }) => (
        <div key={id} className={`notice ${kind}`}>
          {kind === 'done' ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
          <p>{text}</p>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <X aria-hidden />
          </button>
        </div>
      ));
  return (
    <section className="notices" aria-label="Messages">
      <div role="status">{of('done')}</div>
      <div role="alert">{of('failed')}</div>
    </section>
  );
}
