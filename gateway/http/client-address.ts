/** Finds the client's address behind trusted proxies; `X-Forwarded-For` counts only as far as those have written it. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import proxyAddress from 'proxy-addr';

export interface ClientAddresses {
  of: (request: IncomingMessage) => string;
  /** Whether the peer itself is a trusted proxy. */
  isTrusted: (request: IncomingMessage) => boolean;
}

/** The peers whose addresses are remembered. */
const maxPeers = 5_000;

/** @param trustedProxies - Addresses and networks, as AGORA_TRUSTED_PROXIES lists them. */
export function createClientAddresses(trustedProxies: readonly string[]): ClientAddresses {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    trusted.addSubnet(address, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  }
  // A hop may be any text. Only the plain forms of addresses count: ipaddr.js would read `0x0a000001` too.
  const trusts = (address: string | undefined): boolean =>
    address !== undefined && isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

  const read = (request: IncomingMessage): string => {
    const address = proxyAddress.all(request, trusts).findLast((hop) => isIP(hop ?? '') !== 0);
    // Systems show IPv4 addresses as IPv6 (`::ffff:203.0.113.7`) on sockets that take both.
    return address === undefined ? '' : ipaddr.process(address).toString();
  };
  const ofPeers = new LRUCache<string, string>({ max: maxPeers });
  return {
    of: (request) => {
      const peer = request.socket.remoteAddress;
      if (peer === undefined || request.headers['x-forwarded-for'] !== undefined) return read(request);
      // Without a proxy's word only the peer counts, who often sends more than one request.
      const known = ofPeers.get(peer);
      if (known !== undefined) return known;
      const address = read(request);
      ofPeers.set(peer, address);
      return address;
    },
    isTrusted: (request) => trusts(request.socket.remoteAddress),
  };
}
