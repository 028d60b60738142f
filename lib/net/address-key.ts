import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses that stand for one of IPv4: its four bytes begin at this place of the sixteen. */
const ipv4Within: Record<string, number> = { ipv4Mapped: 12, rfc6145: 12, rfc6052: 12, '6to4': 2 };
const networkBytes = 8;

/**
 * What counts as one address wherever something is counted by address: an IPv4 address in any of its forms, or the /64 that a
 * household has of IPv6. A text that is no address is its own key.
 */
export function addressKey(address: string): string {
  const [plain = address] = address.split('%');
  if (isIP(plain) === 0) return address;
  const parsed = ipaddr.parse(plain);
  const bytes = parsed.toByteArray();
  if (bytes.length === 4) return bytes.join('.');
  const at = ipv4Within[parsed.range()];
  if (at !== undefined) return bytes.slice(at, at + 4).join('.');
  return `${Buffer.from(bytes.slice(0, networkBytes)).toString('hex')}/64`;
}
