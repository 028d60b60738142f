/** The parts of the viewer's account that the frame shows: an address to confirm, drafts, follow requests. */
import { client } from '../client.ts';
import { keptName, readKept, writeKept } from './device.ts';
import { createStore, useStore } from './store.ts';

export interface Account {
  email: string;
  isVerified: boolean;
  hasDrafts: boolean;
  hasRequests: boolean;
}

const place = 'account';
/** Starts with the state that this device stored: the page shows it at once, and the answer moves nothing. */
const account = createStore<Account | null>((readKept().get(keptName(place)) ?? null) as Account | null);
/** Whether the viewer has closed the reminder to confirm their address. */
const isPutOff = createStore(false);

/** Null until the account is known. */
export function useAccount(): Account | null {
  return useStore(account);
}

export function useIsPutOff(): boolean {
  return useStore(isPutOff);
}

/** Forgets the account after a change of the viewer, also on this device for the one who signed out. */
export function forgetAccount(leftId: string | null): void {
  if (leftId !== null) writeKept(`${leftId} ${place}`, null);
  account.set(null);
  isPutOff.set(false);
}

export function putOffAddress(): void {
  isPutOff.set(true);
}

/** Applies a change that the app itself has just made, without asking the server. */
export function noteAccount(changed: Partial<Account>): void {
  const before = account.get();
  const isChanged = Object.entries(changed).some(([name, value]) => before?.[name as keyof Account] !== value);
  if (!isChanged) return;
  const after = { email: '', isVerified: true, hasDrafts: false, hasRequests: false, ...before, ...changed };
  account.set(after);
  writeKept(keptName(place), after);
}

/** Loads the account. @returns Whether the address is confirmed. @throws AgoraError */
export async function readAccount(): Promise<boolean> {
  const name = keptName(place);
  const me = await client.api.account();
  if (!me) return false;
  const { email, emailVerified: isVerified, drafts, followRequests } = me;
  if (keptName(place) === name)
    noteAccount({
      email,
      isVerified,
      ...(drafts && { hasDrafts: drafts.nodes.length > 0 }),
      hasRequests: followRequests.nodes.length > 0,
    });
  return isVerified;
}
