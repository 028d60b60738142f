// Failures on request, as MongoDB's test commands give them: `failCommand` lets a command fail, wait or lose its
// connection, `onPrimaryTransactionalWrite` does so to a retryable write, once for all statements of one command.
// `loseReply` is devdb's own: the command runs, and its connection closes in place of the answer.
import { badValue, CommandError, ErrorCode, notServed } from '../errors.ts';
import { asNumber, type Document, isDocument, isTruthy, type Value } from '../bson/values.ts';
import { checkOptions } from './context.ts';

export interface Failure {
  blockMs: number;
  /** The connection is closed, and the command does not run. */
  isCut: boolean;
  /** The command does not run, and this is its answer. */
  error: CommandError | undefined;
  /** The command runs, and this goes into its answer. */
  writeConcernError: Document | undefined;
  /** Labels that stand in place of those that the server would give. */
  labels: string[] | undefined;
}

export interface WriteFailure {
  /** The connection is closed in place of the answer. */
  isCut: boolean;
  /** The write does not happen. */
  error: CommandError | undefined;
}

export interface CommandAsked {
  name: string;
  /** Of the command: `database.collection`. */
  namespace: string;
  appName: string | undefined;
}

export interface FailPoints {
  /** Sets a fail point, and says how often it was met before. */
  configure(name: string, mode: Value | undefined, data: Document): number;
  /** What is to happen to a command, if anything. */
  ofCommand(asked: CommandAsked): Failure | undefined;
  /** What is to happen to a retryable write, which is new and not the repetition of one. */
  ofWrite(): WriteFailure | undefined;
  /** Whether the answer to a command that has run is lost. */
  losesReply(asked: CommandAsked): boolean;
}

interface Armed {
  data: Document;
  /** Times that it lets pass before. */
  skip: number;
  /** Times that it then acts. */
  times: number;
  /** How likely it then acts. */
  probability: number;
  met: number;
}

const concerned = ['failCommands', 'failAllCommands', 'failInternalCommands', 'appName', 'namespace'];

const dataOptions: Readonly<Record<string, readonly string[]>> = {
  failCommand: [...concerned, 'errorCode', 'errorLabels', 'closeConnection', 'blockConnection', 'blockTimeMS', 'writeConcernError'],
  loseReply: concerned,
  onPrimaryTransactionalWrite: ['closeConnection', 'failBeforeCommitExceptionCode'],
};

export function createFailPoints(): FailPoints {
  const armed = new Map<string, Armed>();
  const counts = new Map<string, number>();

  function takeTurn(name: string, point: Armed): boolean {
    if (Math.random() >= point.probability) return false;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    point.met++;
    if (point.met <= point.skip) return false;
    if (point.met >= point.skip + point.times) armed.delete(name);
    return true;
  }

  function takeTurnAt(name: string, asked: CommandAsked): Armed | undefined {
    const point = armed.get(name);
    return point && concerns(point.data, asked) && takeTurn(name, point) ? point : undefined;
  }

  return {
    configure(name, mode, data) {
      const options = dataOptions[name];
      if (!options) throw notServed(`the fail point '${name}'`);
      checkOptions(data, options, `the fail point '${name}'`);
      if (mode === 'off') armed.delete(name);
      else armed.set(name, { data, ...turnsOf(mode), met: 0 });
      return counts.get(name) ?? 0;
    },
    ofCommand(asked) {
      const point = takeTurnAt('failCommand', asked);
      return point && failureOf(point.data);
    },
    losesReply: (asked) => takeTurnAt('loseReply', asked) !== undefined,
    ofWrite() {
      const name = 'onPrimaryTransactionalWrite';
      const point = armed.get(name);
      if (!point || !takeTurn(name, point)) return undefined;
      const code = asNumber(point.data.get('failBeforeCommitExceptionCode'));
      const error = code === undefined ? undefined : new CommandError(code, `Failing write due to failpoint '${name}'`);
      return { isCut: point.data.get('closeConnection') !== false, error };
    },
  };
}

function turnsOf(mode: Value | undefined): Pick<Armed, 'skip' | 'times' | 'probability'> {
  const always = { skip: 0, times: Number.POSITIVE_INFINITY, probability: 1 };
  if (mode === 'alwaysOn') return always;
  if (isDocument(mode) && mode.size === 1) {
    const [[name, value]] = [...mode] as [[string, Value]];
    const number = asNumber(value) ?? -1;
    if (name === 'times' && Number.isInteger(number) && number > 0) return { ...always, times: number };
    if (name === 'skip' && Number.isInteger(number) && number >= 0) return { ...always, skip: number };
    if (name === 'activationProbability' && number >= 0 && number <= 1) return { ...always, probability: number };
  }
  throw badValue("devdb serves the modes 'off', 'alwaysOn', { times: n }, { skip: n } and { activationProbability: p } of a fail point");
}

function concerns(data: Document, { name, namespace, appName }: CommandAsked): boolean {
  // It could not be switched off any more.
  if (name === 'configureFailPoint') return false;
  const names = data.get('failCommands');
  const isNamed = isTruthy(data.get('failAllCommands')) || (Array.isArray(names) && names.includes(name));
  if (!isNamed) return false;
  if (data.has('appName') && data.get('appName') !== appName) return false;
  return !data.has('namespace') || data.get('namespace') === namespace;
}

function failureOf(data: Document): Failure {
  const code = asNumber(data.get('errorCode'));
  const labels = data.get('errorLabels');
  const concern = data.get('writeConcernError');
  return {
    blockMs: isTruthy(data.get('blockConnection')) ? (asNumber(data.get('blockTimeMS')) ?? 0) : 0,
    isCut: isTruthy(data.get('closeConnection')),
    error: code === undefined ? undefined : new CommandError(code, "Failing command via 'failCommand' failpoint"),
    writeConcernError: isDocument(concern) ? concern : undefined,
    labels: Array.isArray(labels) ? labels.map(String) : undefined,
  };
}

const retryable: readonly number[] = [6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436];
/** LockTimeout, WriteConflict, SnapshotUnavailable, NoSuchTransaction. */
const transient: readonly number[] = [24, ErrorCode.WriteConflict, ErrorCode.SnapshotUnavailable, ErrorCode.NoSuchTransaction];

export interface Labelled {
  code: number;
  /** Whether the command belongs to a transaction. */
  isInTransaction: boolean;
  /** Whether it is `commitTransaction` or `abortTransaction`. */
  isEnd: boolean;
  /** Whether it is a write with a number, outside transactions. */
  isRetryableWrite: boolean;
}

/** The labels that MongoDB gives to an error by its code. */
export function labelsOf({ code, isInTransaction, isEnd, isRetryableWrite }: Labelled): string[] {
  if ((isRetryableWrite || isEnd) && retryable.includes(code)) return ['RetryableWriteError'];
  if (isInTransaction && (transient.includes(code) || (!isEnd && retryable.includes(code)))) return ['TransientTransactionError'];
  return [];
}
