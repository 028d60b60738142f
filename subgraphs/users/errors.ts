/** The errors that several rules of users throw. */
import { AppError } from '#lib/core/errors.ts';

/** The viewer's token is valid, but the account was deleted. */
export function accountGone(): AppError {
  return new AppError('UNAUTHENTICATED', 'This account is gone.');
}

/** The argument `userId` names a user who does not exist for the viewer. */
export function noSuchUser(): AppError {
  return new AppError('NOT_FOUND', 'There is no such user.', { field: 'userId' });
}
