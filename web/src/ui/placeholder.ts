/** The blurred preview of an image that is still loading. */
import { thumbHashToDataURL } from 'thumbhash';

const made = new Map<string, string>();
const keptUrls = 500;

/** @param placeholder - A thumbhash in base64, or null. */
export function placeholderUrl(placeholder: string | null): string | null {
  if (placeholder === null) return null;
  const known = made.get(placeholder);
  if (known !== undefined) return known;
  if (made.size >= keptUrls) made.clear();
  const url = thumbHashToDataURL(Uint8Array.from(atob(placeholder), (character) => character.charCodeAt(0)));
  made.set(placeholder, url);
  return url;
}
