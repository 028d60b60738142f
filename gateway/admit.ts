import type { Viewer } from '#lib/auth/access-token.ts';
import type { Authenticator } from './authenticate.ts';
import type { Budgets } from './cost/budgets.ts';
import type { GatewayRequest } from './request.ts';

export interface AdmitOptions {
  authenticator: Authenticator;
  budgets: Budgets;
}

/**
 * Authenticates the sender and takes the operation from their budget: the viewer's where the token is good, otherwise
 * that of the address.
 *
 * @throws AppError `UNAUTHENTICATED` for a token that is not valid or whose session has ended; `RATE_LIMITED`.
 */
export async function admit(options: AdmitOptions, asked: { request: GatewayRequest; authorization: unknown }): Promise<Viewer | null> {
  const viewer = await recognize(options, asked);
  await admitViewer(options, { ...asked, viewer });
  return viewer;
}

/** @throws AppError `UNAUTHENTICATED` for a token that is not valid. */
export async function recognize(
  { authenticator, budgets }: AdmitOptions,
  { request, authorization }: { request: GatewayRequest; authorization: unknown },
): Promise<Viewer | null> {
  return await authenticator.viewerOf(authorization).catch(async (error: unknown) => {
    await budgets.takeOperation(request, null);
    throw error;
  });
}

/** @throws AppError `UNAUTHENTICATED` where the session has ended; `RATE_LIMITED`. */
export async function admitViewer(
  { authenticator, budgets }: AdmitOptions,
  { request, viewer }: { request: GatewayRequest; viewer: Viewer | null },
): Promise<void> {
  const signedIn = authenticator.signIn(request, viewer);
  // Both are asked at once; a used-up budget is told before an ended session.
  signedIn.catch(() => undefined);
  await budgets.takeOperation(request, viewer?.viewerId ?? null);
  await signedIn;
}
