/** A subgraph as its gateway sees it: passed on as it is, or in one of the ways in which subgraphs misbehave. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Behaviour = 'well' | 'hangs' | 'refuses' | 'answers HTML' | 'answers half of it';

export interface Proxy extends AsyncDisposable {
  url: string;
  /** Applies from now on, and cuts the connections of before. */
  behave: (behaviour: Behaviour) => void;
}

const garbage: Partial<Record<Behaviour, string>> = {
  'answers HTML': '<html>Bad gateway</html>',
  'answers half of it': '{"data":{"feed":{"nodes":[',
};

export async function startProxy(target: string): Promise<Proxy> {
  let behaviour: Behaviour = 'well';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    keep(socket);
    const text = garbage[behaviour];
    if (behaviour === 'refuses') socket.resetAndDestroy();
    else if (text !== undefined) socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`));
    else if (behaviour === 'well') {
      const { hostname, port } = new URL(target);
      const onward = connect(Number(port), hostname);
      keep(onward);
      socket.pipe(onward).pipe(socket);
      socket.once('close', () => onward.destroy());
      onward.once('close', () => socket.destroy());
    } else socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => {
      behaviour = next;
      cut();
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
