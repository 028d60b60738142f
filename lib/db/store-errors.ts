/** What errors of the store mean. */
import mongoose from 'mongoose';

const storeErrors = new Set([
  'MongoNetworkError',
  'MongoServerSelectionError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'PoolClearedError',
  'MongoPoolClearedError',
  'MongooseServerSelectionError',
]);

/** A store that went away in the middle of something, and may have come back since: the driver says that trying again may help. */
const passingLabels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError'];

/**
 * Codes by which a member of the replica set says that it ends, that another is elected, or that others have not written
 * yet. The driver tries most of them again once, and gives reads no label after that.
 *
 * @see https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
 */
const passingCodes = new Set<unknown>([
  6, // HostUnreachable
  7, // HostNotFound
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9_001, // SocketException
  10_107, // NotWritablePrimary
  11_600, // InterruptedAtShutdown
  11_602, // InterruptedDueToReplStateChange
  13_435, // NotPrimaryNoSecondaryOk
  13_436, // NotPrimaryOrSecondary
]);

/** A socket that broke while it was written to comes up as the system's error, not as the driver's. */
const socketCodes = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']);

/** Whether an error says that the store is away, for a while as a rule. */
export function isOfStore(cause: unknown): cause is Error {
  if (!(cause instanceof Error)) return false;
  if ('code' in cause && socketCodes.has(String(cause.code))) return true;
  return isOfDatabase(cause);
}

/** Whether the database's driver says that the database is away. An error of a socket alone may be that of any other service. */
export function isOfDatabase(cause: unknown): cause is Error {
  if (!(cause instanceof Error)) return false;
  if (storeErrors.has(cause.name)) return true;
  // A bulk write hands over the connection's own error as the answer that it did not get.
  if (cause instanceof mongoose.mongo.MongoServerError && cause.errorResponse instanceof Error) return isOfStore(cause.errorResponse);
  if (!(cause instanceof mongoose.mongo.MongoError)) return false;
  return passingCodes.has(cause.code) || passingLabels.some((label) => cause.hasErrorLabel(label));
}

/** Whether an error says that a document of that `_id` or unique value is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 11_000;
}
