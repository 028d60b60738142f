import { isIP } from 'node:net';

/**
 * Whether a `Host` or an origin's host means this machine by an address or as localhost. A name that anybody may point here,
 * as in DNS rebinding, is none.
 */
export function isLocalHost(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d{1,5}$/, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return isIP(name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name) !== 0;
}
