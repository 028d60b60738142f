/**
 * Decides which connections may become sockets: at the right path, from an allowed page, and not too many from one
 * address.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ClientAddresses } from '../http/client-address.ts';
import { isForeignPage } from '../http/guards/origins.ts';
import type { ConnectionCounts } from '../subscriptions/count-connections.ts';

const path = /^\/graphql\/?(\?|$)/;

export interface UpgradeGuard {
  /** The HTTP status with which an upgrade is refused; null where it is allowed, and then its connection counts until it closes. */
  refusal: (request: IncomingMessage, connection: Duplex) => number | null;
}

export interface GuardUpgradesOptions {
  clients: ClientAddresses;
  connections: ConnectionCounts;
  mayCall: (origin: string) => boolean;
}

export function guardUpgrades({ clients, connections, mayCall }: GuardUpgradesOptions): UpgradeGuard {
  return {
    refusal: (request, connection) => {
      if (!path.test(request.url ?? '')) return 404;
      if (isForeignPage(request, mayCall)) return 403;
      const clientIp = clients.of(request);
      if (connections.isFull(clientIp)) return 429;
      if (connection.destroyed) return 400;
      connections.count(clientIp, connection);
      return null;
    },
  };
}
