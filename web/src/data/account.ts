/** Whether the viewer's address is confirmed, which they are reminded of until it is. */
import { client } from '../client.ts';
import { createStore, useStore } from './store.ts';

export interface Address {
  email: string;
  isVerified: boolean;
  /** Whether the viewer wants to hear of it later. */
  isPutOff: boolean;
}

const address = createStore<Address | null>(null);

/** Null until it is known. */
export function useAddress(): Address | null {
  return useStore(address);
}

/** Another person has another. */
export function forgetAddress(): void {
  address.set(null);
}

export function putOffAddress(): void {
  address.change((before) => before && { ...before, isPutOff: true });
}

/** Asks how it stands. @returns Whether it is confirmed. @throws AgoraError */
export async function readAddress(): Promise<boolean> {
  const viewerId = idOfViewer();
  const me = await client.api.account();
  if (!me) return false;
  const { email, emailVerified: isVerified } = me;
  if (idOfViewer() === viewerId) address.change((before) => ({ email, isVerified, isPutOff: before?.isPutOff ?? false }));
  return isVerified;
}

function idOfViewer(): string | null {
  const { state } = client.auth;
  return state.status === 'signed-in' ? state.userId : null;
}
