/** What stands where content is not: yet, at all, or because something failed. */
import { LoaderCircle, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { explain, isOfNothing } from '../data/explain.ts';

export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  if (isOfNothing(error)) {
    return (
      <Empty title="There is nothing here.">
        <p>
          It may be deleted, or the address is not quite right. <a href="/">Go to the beginning</a>.
        </p>
      </Empty>
    );
  }
  return (
    <div className="empty" role="alert">
      <p>{explain(error)}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          <RotateCw aria-hidden /> Try again
        </button>
      )}
    </div>
  );
}

/** The shape of posts that are on their way. */
export function PostShapes(): ReactNode {
  return (
    <div role="status">
      <span className="for-readers">Loading posts …</span>
      {[0, 1, 2, 3].map((index) => (
        <div key={index} className="post-shape" aria-hidden>
          <span className="shape round" />
          <span className="shape line short" />
          <span className="shape line" />
          <span className="shape line" />
        </div>
      ))}
    </div>
  );
}
export function Loading({ what }: { what: string }): ReactNode {
  return (
    <p className="loading" role="status">
      <LoaderCircle aria-hidden className="spin" /> <span className="for-readers">Loading {what} …</span>
    </p>
  );
}
