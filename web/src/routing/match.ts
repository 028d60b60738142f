/** Finds what a path asks for. */

/**
 * @param pattern - `/post/:id`: parts with a colon match anything, and `/@:name` what follows the sign.
 * @returns The named parts, decoded; null when the path is another.
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
