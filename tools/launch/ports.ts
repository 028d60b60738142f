/** Chooses ports on the loopback for the processes of one machine, all below the range of outgoing connections. */
import { createServer } from 'node:net';

const lowest = 20_000;
const highest = 32_000;

/** Whether a port of this address is free. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** By the golden ratio, processes of neighbouring ids begin far from each other: none walks into what another has just chosen. */
const apart = 7_417;
/** The next candidate of this process. No port is given twice. */
let next = (process.pid * apart) % (highest - lowest);

/** A free port, another each time; processes that start together do not meet. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + next;
    next = (next + 1) % (highest - lowest);
    if (await isFree(port)) return port;
  }
}
