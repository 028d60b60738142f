/** Highlights the matched words in search results. */
import { createContext, use, type ReactNode } from 'react';
import { splitMarks } from './marks.ts';

const none: ReadonlySet<string> = new Set();

/** Answers the matched words of a post; a list of search results provides it. */
export const MarksOf = createContext<(postId: string) => ReadonlySet<string>>(() => none);

export function useMarks(postId: string): ReadonlySet<string> {
  return use(MarksOf)(postId);
}

export function Marked({ text, marks = none }: { text: string; marks?: ReadonlySet<string> | undefined }): ReactNode {
  if (marks.size === 0) return text;
  return splitMarks(text, marks).map((piece, index) => (piece.isMarked ? <mark key={index}>{piece.text}</mark> : piece.text));
}
