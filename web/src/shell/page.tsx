/** The frame of a page: the tab's title, a heading that takes the focus, a back button, the address reminder. */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { goTo, scrollOf, usePlace } from '../routing/place.ts';
import { ConfirmAddress } from './confirm-address.tsx';

export interface PageProps {
  title: string;
  /** Content beside the heading. */
  aside?: ReactNode;
  hasBack?: boolean;
  /** The number of new posts, shown before the title in the tab. */
  badge?: number;
  children: ReactNode;
}

export function Page({ title, aside, hasBack = false, badge = 0, children }: PageProps): ReactNode {
  const place = usePlace();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${badge > 0 ? `(${badge}) ` : ''}${title} · Agora`;
  }, [title, badge]);
  useEffect(() => {
    if (place.by === 'first') return;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, scrollOf(place));
  }, [place]);
  return (
    <>
      <header className="page-head">
        {hasBack && (
          <button type="button" className="icon-button" aria-label="Back" onClick={() => (history.length > 1 ? history.back() : goTo('/'))}>
            <ArrowLeft aria-hidden />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </header>
      <ConfirmAddress />
      {children}
    </>
  );
}
