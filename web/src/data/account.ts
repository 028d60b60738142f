/** Whether the viewer's address is confirmed, which is asked for until it is. */
import { client } from '../client.ts';
import { createStore, useStore } from './store.ts';

export interface Address {
  email: string;
  isVerified: boolean;
}

const address = createStore<Address | null>(null);

/** Null until it is known. */
export function useAddress(): Address | null {
  return useStore(address);
}

export function setAddress(next: Address | null): void {
  address.set(next);
}

/** Asks how it stands. @throws AgoraError */
export async function readAddress(): Promise<Address | null> {
  const viewerId = idOfViewer();
  const me = await client.api.account();
  const found = me && { email: me.email, isVerified: me.emailVerified };
  if (idOfViewer() === viewerId) setAddress(found);
  return found;
}

function idOfViewer(): string | null {
  const { state } = client.auth;
  return state.status === 'signed-in' ? state.userId : null;
}
