/** Matches a path against the pattern of a route. */

/**
 * @param pattern - Such as `/post/:id`: a part with a colon matches any text, and `/@:name` the text after the @.
 * @returns The named parts, decoded; null where the path does not match.
 */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const [prefix = '', name] = part.split(':');
    const value = given[index] ?? '';
    if (name === undefined ? value !== part : !value.startsWith(prefix) || value.length === prefix.length) return null;
    if (name !== undefined) found[name] = decode(value.slice(prefix.length));
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
