import type { Viewer } from '#lib/auth/access-token.ts';
import type { Payload } from '../live/payload.ts';
import type { Origin } from '../request.ts';

/** A client with open operations, on a socket or an event stream: where it comes from, and who has signed in. */
export interface ClientState {
  origin: Origin;
  viewer: Viewer | null;
  /** Sends an event, whose text was made for many clients, to the operation with this id of ours. */
  sendEvent: (id: string, payload: Payload) => void;
  /** Called when a subscription has begun: its subgraph has not refused it. */
  begun: (id: string) => void;
  /** Bytes that wait for the client. */
  waitingBytes: () => number;
  /** Cuts off a client that does not read; it can resume from its last cursor. */
  dropSlow: () => void;
}
