/** What only the viewer knows of their account and the frame shows: an address to confirm, whether drafts and requests wait. */
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
/** As this device knew it last, so that a page has it from the beginning and nothing moves when it comes. */
const account = createStore<Account | null>((readKept().get(keptName(place)) ?? null) as Account | null);
/** Whether the viewer wants to confirm their address later. */
const isPutOff = createStore(false);

/** Null until it is known. */
export function useAccount(): Account | null {
  return useStore(account);
}

export function useIsPutOff(): boolean {
  return useStore(isPutOff);
}

/** Another person has another; who has left leaves nothing of theirs here. */
export function forgetAccount(leftId: string | null): void {
  if (leftId !== null) writeKept(`${leftId} ${place}`, null);
  account.set(null);
  isPutOff.set(false);
}

export function putOffAddress(): void {
  isPutOff.set(true);
}

/** Notes what the viewer has just done about it. */
export function noteAccount(changed: Partial<Account>): void {
  const before = account.get();
  const isNews = Object.entries(changed).some(([name, value]) => before?.[name as keyof Account] !== value);
  if (!isNews) return;
  const after = { email: '', isVerified: true, hasDrafts: false, hasRequests: false, ...before, ...changed };
  account.set(after);
  writeKept(keptName(place), after);
}

/** Asks how it stands. @returns Whether the address is confirmed. @throws AgoraError */
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
