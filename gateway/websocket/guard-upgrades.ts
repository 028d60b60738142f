/**
 * Decides which connections may become sockets: at the right path, from an allowed page, and not too many from one
 * address.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { addressKey } from '#lib/net/address-key.ts';
import { isLocalHost } from '#lib/net/is-local-host.ts';
import type { ClientAddresses } from '../http/client-address.ts';

export const maxSocketsPerAddress = 1_000;
const path = /^\/graphql\/?(\?|$)/;

export interface UpgradeGuard {
  /** The HTTP status with which an upgrade is refused; null where it is allowed, and then its connection counts until it closes. */
  refusal: (request: IncomingMessage, connection: Duplex) => number | null;
}

export interface UpgradeGuardOptions {
  clients: ClientAddresses;
  mayCall: (origin: string) => boolean;
  /** Whether addresses are counted. */
  isLimited: boolean;
}

export function guardUpgrades({ clients, mayCall, isLimited }: UpgradeGuardOptions): UpgradeGuard {
  const open = new Map<string, number>();
  const count = (key: string, connection: Duplex): void => {
    open.set(key, (open.get(key) ?? 0) + 1);
    connection.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left === 0) open.delete(key);
      else open.set(key, left);
    });
  };
  return {
    refusal: (request, connection) => {
      if (!path.test(request.url ?? '')) return 404;
      // Browsers always send Origin, so other sites cannot use a visitor's cookies or network. Programs send none.
      const { origin } = request.headers;
      if (origin !== undefined && !isOwn(origin, request) && !mayCall(origin)) return 403;
      const key = addressKey(clients.of(request));
      if (isLimited && (open.get(key) ?? 0) >= maxSocketsPerAddress) return 429;
      if (connection.destroyed) return 400;
      count(key, connection);
      return null;
    },
  };
}

/** Whether the page came from this very address. Only local host names count: any other name may be pointed here. */
function isOwn(origin: string, { headers: { host } }: IncomingMessage): boolean {
  return isLocalHost(host) && (origin === `http://${host}` || origin === `https://${host}`);
}
