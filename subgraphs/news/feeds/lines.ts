/**
 * The lines of iCalendar files.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.1
 */

const mostOctets = 75;

/** The file of some lines: each is folded after 75 octets, between characters. */
export function fileOf(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function fold(line: string): string {
  if (Buffer.byteLength(line) <= mostOctets) return line;
  const folded: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > mostOctets) {
      folded.push(part);
      // The space that begins a further line is the first of its octets.
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...folded, part].join('\r\n ');
}

/** The words of people as a value: what would end the line, or part the value, is written otherwise. */
export function textOf(words: string): string {
  return words
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');
}
