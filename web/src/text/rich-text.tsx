/** A post's text with its tags, names and addresses as links. */
import type { ReactNode } from 'react';
import { Link } from '../routing/link.tsx';
import { splitText } from './split-text.ts';

export function RichText({ text, mentioned = [] }: { text: string; mentioned?: readonly string[] }): ReactNode {
  return splitText(text, mentioned).map((piece, index) => {
    switch (piece.kind) {
      case 'tag':
        return (
          <Link key={index} href={`/tag/${encodeURIComponent(piece.tag)}`}>
            {piece.text}
          </Link>
        );
      case 'mention':
        return (
          <Link key={index} href={`/@${piece.username}`}>
            {piece.text}
          </Link>
        );
      case 'address':
        return (
          <a key={index} href={piece.href} rel="noopener noreferrer nofollow ugc" target="_blank">
            {shorten(piece.text)}
          </a>
        );
      case 'text':
        return piece.text;
    }
  });
}

function shorten(address: string): string {
  const shown = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return shown.length > 42 ? `${shown.slice(0, 40)}…` : shown;
}
