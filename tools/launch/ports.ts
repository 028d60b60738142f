/** Ports on the loopback for the processes of one machine. All lie below those that the system gives to outgoing connections. */
import { createServer } from 'node:net';

const lowest = 20_000;
const highest = 32_000;

/** Whether nobody listens on this port of this address. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Where this process looks next: others begin elsewhere, and none is given twice. */
let next = (process.pid * 97) % (highest - lowest);

/** A free port, another each time; processes that start together do not meet. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + next;
    next = (next + 1) % (highest - lowest);
    if (await isFree(port)) return port;
  }
}
