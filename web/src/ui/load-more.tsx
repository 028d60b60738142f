/** The end of a list: loads the next page when it scrolls into view, or by its button, such as after a failure. */
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { explain } from '../data/explain.ts';

export interface LoadMoreProps {
  hasNext: boolean;
  status: 'idle' | 'loading' | 'failed';
  error: unknown;
  onMore: () => void;
}

const aheadPx = 800;

export function LoadMore({ hasNext, status, error, onMore }: LoadMoreProps): ReactNode {
  const end = useRef<HTMLDivElement>(null);
  const isWatched = hasNext && status === 'idle';
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (!end.current || !isWatched) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && more(), {
      rootMargin: `${aheadPx}px`,
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [isWatched]);
  if (!hasNext) return null;
  return (
    <div ref={end} className="more">
      {status === 'failed' && <p role="alert">{explain(error)}</p>}
      <button type="button" className="button quiet" disabled={status === 'loading'} onClick={onMore}>
        {status === 'loading' ? 'Loading …' : status === 'failed' ? 'Try again' : 'Show more'}
      </button>
    </div>
  );
}
