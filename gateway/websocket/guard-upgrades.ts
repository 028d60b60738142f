/** Who may open a socket at all: at the right path, from an allowed page, and not too many from one address. */
import type { IncomingMessage } from 'node:http';
import { addressKey } from '#lib/net/address-key.ts';
import type { ClientAddresses } from '../http/client-address.ts';

export const maxSocketsPerAddress = 1_000;

export interface UpgradeGuard {
  /** The HTTP status with which an upgrade is refused; null where it is allowed, and then it counts until `left`. */
  refusal: (request: IncomingMessage) => number | null;
  left: (clientIp: string) => void;
}

export interface UpgradeGuardOptions {
  clients: ClientAddresses;
  mayCall: (origin: string) => boolean;
  /** Whether addresses are counted. */
  isLimited: boolean;
}

export function guardUpgrades({ clients, mayCall, isLimited }: UpgradeGuardOptions): UpgradeGuard {
  const open = new Map<string, number>();
  return {
    refusal: (request) => {
      if (new URL(request.url ?? '/', 'http://gateway').pathname !== '/graphql') return 404;
      // Browsers always send it, and cookies or networks of a visitor are not another site's to use; programs send none.
      const { origin } = request.headers;
      if (origin !== undefined && !isOwn(origin, request) && !mayCall(origin)) return 403;
      const key = addressKey(clients.of(request));
      const count = open.get(key) ?? 0;
      if (isLimited && count >= maxSocketsPerAddress) return 429;
      open.set(key, count + 1);
      return null;
    },
    left: (clientIp) => {
      const key = addressKey(clientIp);
      const count = (open.get(key) ?? 1) - 1;
      if (count === 0) open.delete(key);
      else open.set(key, count);
    },
  };
}

/** Whether the page came from this very address. */
function isOwn(origin: string, { headers: { host } }: IncomingMessage): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
