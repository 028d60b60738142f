/** A way to a database that counts the commands which go over it, and says when one is due. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CountingProxy extends AsyncDisposable {
  /** The address of the database by this way alone. */
  uri: string;
  counted: () => number;
  /** Counts from 0 again, and calls once when so many commands have come; the last of them is not passed on where `isLost`. */
  count: (due?: { at: number; isLost: boolean; call: () => unknown }) => void;
}

const headerBytes = 16;

/** @param target - The address of a devdb. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let counted = 0;
  let due: { at: number; isLost: boolean; call: () => unknown } | undefined;
  /** @returns Whether the command goes on to the database. */
  const note = (): boolean => {
    counted += 1;
    if (!due || counted < due.at) return true;
    if (counted === due.at) due.call();
    return !due.isLost;
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let rest = Buffer.alloc(0);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => (sockets.delete(socket), end()));
    }
    client.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const length = rest.length < headerBytes ? Infinity : rest.readInt32LE(0);
        if (rest.length < length) return;
        if (note()) upstream.write(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
    });
    upstream.pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`,
    counted: () => counted,
    count: (next) => {
      counted = 0;
      due = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
