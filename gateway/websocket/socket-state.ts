import type { WebSocket } from 'ws';
import type { ClientState } from '../subscriptions/client-state.ts';

/** A client's open socket. */
export interface SocketState extends ClientState {
  socket: WebSocket;
}
