/** The logo of Agora: a stoa. */
import type { ReactNode } from 'react';

export function Logo(): ReactNode {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden>
      <path d="M4.5 11.5 16 4.5l11.5 7zM7.5 14.5v9M16 14.5v9M24.5 14.5v9M4.5 27h23" />
    </svg>
  );
}
