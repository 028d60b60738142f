/** Pieces of Markdown that the pages of the reference share. */

/** A table; empty without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A type or a name in a cell of a table. */
export function code(text: string): string {
  return `\`${text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\``;
}

/** A text in a cell of a table. */
export function cell(text: string): string {
  return text
    .trim()
    .replaceAll('|', '\\|')
    .replaceAll(/\n\n+/g, '<br>')
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** The pieces of a page, with an empty line between two. */
export function join(...pieces: readonly string[]): string {
  return pieces.filter((piece) => piece !== '').join('\n\n');
}
