/** Where a request comes from, behind proxies that are trusted and none else. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

export interface ClientAddresses {
  of: (request: IncomingMessage) => string;
  /** Whether the peer itself is a trusted proxy. */
  isTrusted: (request: IncomingMessage) => boolean;
}

/** @param trustedProxies - Addresses and networks, as AGORA_TRUSTED_PROXIES lists them. */
export function createClientAddresses(trustedProxies: readonly string[]): ClientAddresses {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    trusted.addSubnet(address, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  }
  const trusts = (address: string): boolean => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  const peerOf = (request: IncomingMessage): string => plain(request.socket.remoteAddress ?? '');

  return {
    of: (request) => {
      // From the nearest hop outwards: the first address that is no proxy of ours is the client.
      const hops = [request.headers['x-forwarded-for'] ?? []]
        .flat()
        .join(',')
        .split(',')
        .map((hop) => plain(hop.trim()));
      let client = peerOf(request);
      while (trusts(client)) {
        const next = hops.pop();
        if (next === undefined || isIP(next) === 0) break;
        client = next;
      }
      return client;
    },
    isTrusted: (request) => trusts(peerOf(request)),
  };
}

/** IPv4 addresses as themselves where the system shows them as IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}
