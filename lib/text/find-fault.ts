/** Control characters but the tab and what ends lines. */
const control = /(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/u;
const embeddings = '\u202a\u202b\u202d\u202e';
const isolates = '\u2066\u2067\u2068';
const directing = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Says why a text is broken: it has control characters, half of a pair of surrogates, or turns the direction of what is shown after it.
 *
 * @returns null when it is not.
 */
export function findFault(text: string): string | null {
  if (control.test(text)) return 'No control characters.';
  if (!text.isWellFormed()) return 'Not well-formed Unicode.';
  return isBalanced(text) ? null : 'A sign that changes the direction of a text is not closed in it, or closes nothing.';
}

/** Whether each embedding, override and isolate that a text opens is closed in it, the last opened first, and nothing else is. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const [mark] of text.matchAll(directing)) {
    if (embeddings.includes(mark) || isolates.includes(mark)) open.push(mark);
    else if (!(mark === '\u202c' ? embeddings : isolates).includes(open.pop() ?? '-')) return false;
  }
  return open.length === 0;
}
