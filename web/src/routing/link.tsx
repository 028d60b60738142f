/** A link within the app: a real `<a>`, so that it opens in new tabs too. */
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { goTo } from './place.ts';

export function Link({ href, onClick, children, ...rest }: ComponentProps<'a'> & { href: string }): ReactNode {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const isForBrowser = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || isForBrowser) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
