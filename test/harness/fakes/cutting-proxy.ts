/** A proxy between a client and the gateway that cuts connections on demand, as bad networks do. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttingProxy extends AsyncDisposable {
  url: string;
  /** How many connections are open. */
  open: () => number;
  /** Cuts all of them, without a word to either side; returns how many. */
  cut: () => number;
  /** Cuts all of them and refuses others, until it is called with false. */
  block: (isBlocked: boolean) => void;
}

/** @param target - An address such as `http://127.0.0.1:4000`. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<Socket>();
  let isBlocked = false;
  const server = createServer((client) => {
    if (isBlocked) return void client.on('error', () => undefined).resetAndDestroy();
    const upstream = connect(Number(port), hostname);
    pairs.add(client);
    const end = (): void => {
      pairs.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): number => {
    const count = pairs.size;
    for (const client of pairs) client.resetAndDestroy();
    return count;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => pairs.size,
    cut,
    block: (blocks) => {
      isBlocked = blocks;
      if (blocks) cut();
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      cut();
    },
  };
}
