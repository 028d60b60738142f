import { AppError } from '../core/errors.ts';

/** The signed-in user. @throws AppError `UNAUTHENTICATED` when there is none. */
export function requireViewer(viewerId: string | null): string {
  if (viewerId === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return viewerId;
}
