import type { WebSocket } from 'ws';
import type { Viewer } from '#lib/auth/access-token.ts';
import type { Origin } from '../request.ts';

/** A client's open socket: where it comes from, and who has signed in on it. */
export interface SocketState {
  socket: WebSocket;
  origin: Origin;
  viewer: Viewer | null;
}
