/** A subscription over a bare socket, to see the code with which it is closed. */
import { once } from 'node:events';
import WebSocket from 'ws';
import type { SignedIn } from '../../../harness/clients/client.ts';

export interface OpenSocket {
  /** The code with which the other side closed it; null while it is open. */
  code: () => number | null;
  close: () => void;
}

/** Subscribes to new posts at a gateway's `/graphql`. @returns Once the connection is acknowledged. */
export async function openSocket(url: string, person: SignedIn): Promise<OpenSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  let closedWith: number | null = null;
  socket.on('error', () => undefined);
  socket.once('close', (code) => {
    closedWith = code;
  });
  await once(socket, 'open');
  const acknowledged = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${person.accessToken}` } }));
  await acknowledged;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { newPost { post { id } } }' } }));
  return {
    code: () => closedWith,
    close: () => socket.terminate(),
  };
}
