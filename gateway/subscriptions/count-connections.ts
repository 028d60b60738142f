/** Counts the sockets and event streams of each address. */
import { addressKey } from '#lib/net/address-key.ts';

const maxPerAddress = 1_000;

/** A connection as far as it is counted. */
interface Closable {
  once: (event: 'close', listener: () => void) => unknown;
}

export interface ConnectionCounts {
  isFull: (clientIp: string) => boolean;
  /** Counts a connection until it closes. */
  count: (clientIp: string, connection: Closable) => void;
}

/** @param isLimited - Whether addresses are counted at all. */
export function countConnections(isLimited: boolean): ConnectionCounts {
  const open = new Map<string, number>();
  return {
    isFull: (clientIp) => isLimited && (open.get(addressKey(clientIp)) ?? 0) >= maxPerAddress,
    count: (clientIp, connection) => {
      const key = addressKey(clientIp);
      open.set(key, (open.get(key) ?? 0) + 1);
      connection.once('close', () => {
        const left = (open.get(key) ?? 1) - 1;
        if (left === 0) open.delete(key);
        else open.set(key, left);
      });
    },
  };
}
