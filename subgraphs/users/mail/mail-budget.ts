/**
 * The hourly budgets of mails: for the recipient, and for the address that requests them. They count whether or not an
 * account exists, so that a refusal does not reveal one.
 */
import type { UsersDeps } from '../deps.ts';
import { addressBudget, budgetOf } from '../limits.ts';

/** Counts one mail to an address or account. @throws AppError `RATE_LIMITED` when the recipient's hourly budget is used up. */
export async function takeMail(deps: UsersDeps, to: string): Promise<void> {
  await budgetOf(deps, 'mails').take(to);
}

/** Counts one request of a signed-out client for a mail. @throws AppError `RATE_LIMITED` when its address' budget is used up. */
export async function takeMailRequest(deps: UsersDeps, ip: string | null): Promise<void> {
  await addressBudget(deps, 'mails-address', ip).take();
}
