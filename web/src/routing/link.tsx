/** A link within the app: a real one, so that it opens in new tabs and without this script. */
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { goTo } from './place.ts';

export function Link({ href, onClick, children, ...rest }: ComponentProps<'a'> & { href: string }): ReactNode {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const isOwnWay = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || isOwnWay) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
