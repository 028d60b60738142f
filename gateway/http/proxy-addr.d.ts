declare module 'proxy-addr' {
  import type { IncomingMessage } from 'node:http';

  const proxyAddress: {
    /** The peer, then the hops of `X-Forwarded-For` from the nearest, up to the first that is not trusted. */
    all: (request: IncomingMessage, trust: (address: string | undefined) => boolean) => (string | undefined)[];
  };
  export default proxyAddress;
}
