/** A text with its tags, mentions and web addresses as links. */
import type { ReactNode } from 'react';
import { splitText } from '@agora/sdk/text';
import { Link } from '../routing/link.tsx';
import { Marked } from './marked.tsx';

export interface RichTextProps {
  text: string;
  mentioned?: readonly string[];
  /** Words to highlight, in lower case. */
  marks?: ReadonlySet<string>;
}

export function RichText({ text, mentioned = [], marks }: RichTextProps): ReactNode {
  return splitText(text, mentioned).map((piece, index) => {
    switch (piece.kind) {
      case 'tag':
        return (
          <Link key={index} href={`/tag/${encodeURIComponent(piece.tag)}`}>
            <Marked text={piece.text} marks={marks} />
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
        return <Marked key={index} text={piece.text} marks={marks} />;
    }
  });
}

function shorten(address: string): string {
  const shown = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return shown.length > 42 ? `${shown.slice(0, 40)}…` : shown;
}
