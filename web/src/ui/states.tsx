/** Shown in place of content: while it loads, where there is none, and after a failure. */
import { LoaderCircle, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { explain, isMissing } from '../data/explain.ts';

export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  if (isMissing(error)) {
    return (
      <Empty title="Not found.">
        <p>
          It was deleted, or the address is wrong. <a href="/">Go to the home page</a>.
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

/** Skeletons in the shape of posts, shown while posts load. */
export function PostSkeletons(): ReactNode {
  return (
    <div role="status">
      <span className="visually-hidden">Loading posts …</span>
      {[0, 1, 2, 3].map((index) => (
        <div key={index} className="post-skeleton" aria-hidden>
          <span className="skeleton round" />
          <span className="skeleton line short" />
          <span className="skeleton line" />
          <span className="skeleton line" />
        </div>
      ))}
    </div>
  );
}

export function Loading({ what }: { what: string }): ReactNode {
  return (
    <p className="loading" role="status">
      <LoaderCircle aria-hidden className="spin" /> <span className="visually-hidden">Loading {what} …</span>
    </p>
  );
}
