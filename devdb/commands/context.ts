// The context that every command works with.
import { badValue, CommandError, ErrorCode, notServed } from '../errors.ts';
import { asNumber, type Document, isDocument, isTruthy, type Value } from '../bson/values.ts';
import type { Query } from '../plan/query.ts';
import type { Turns } from '../plan/turns.ts';
import type { QueryRun } from '../plan/run-query.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Collection } from '../store/collection.ts';
import type { Engine } from '../store/engine.ts';
import type { Transaction } from '../store/transactions/open-transaction.ts';
import type { View } from '../store/view.ts';
import type { Writer } from '../store/transactions/open-transaction.ts';
import type { Cursors } from './reading/cursors.ts';
import type { FailPoints } from './fail-points.ts';
import type { Session, Sessions } from './sessions.ts';

export interface CommandContext {
  engine: Engine;
  cursors: Cursors;
  sessions: Sessions;
  failPoints: FailPoints;
  /** `host:port`, as clients reach the server. */
  address: string;
  /** `host:port` of the client. */
  client: string;
  database: string;
  session: Session | undefined;
  transaction: Transaction | undefined;
  view: View;
  writer: Writer;
  turns: Turns;
  recorder: Recorder | undefined;
  /** Is told of each query that the command has run. */
  observeQuery: ((run: QueryRun) => void) | undefined;
  find(name: string): Collection | undefined;
}

export interface Command {
  /** The options that the command serves, on top of those that every command has. */
  options: readonly string[];
  isAllowedInTransaction?: boolean;
  /** May read a snapshot outside transactions. */
  readsSnapshots?: boolean;
  /** May carry a `txnNumber` to be repeated safely. */
  isRetryable?: boolean;
  /** The query that it runs, for `explain`. */
  query?(body: Document): Query;
  run(context: CommandContext, body: Document): Document | Promise<Document>;
}

/** Options any command may carry. */
const commonOptions = [
  '$db',
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  '$clusterTime',
  'readConcern',
  'writeConcern',
  '$readPreference',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
];

/** Refuses options of a command that are not served. */
export function checkCommandOptions(name: string, command: Command, body: Document): void {
  for (const option of body.keys()) {
    if (option !== name && !command.options.includes(option) && !commonOptions.includes(option))
      throw notServed(`the option '${option}' of ${name}`);
  }
}

export function collectionName(body: Document, command: string): string {
  const name = body.get(command);
  if (typeof name !== 'string') throw badValue(`collection name has invalid type`);
  if (name === '' || name.includes('\0') || name.includes('$') || name.startsWith('.') || name.endsWith('.'))
    throw new CommandError(ErrorCode.InvalidNamespace, `Invalid namespace specified '${name}'`);
  if (name.startsWith('system.')) throw new CommandError(ErrorCode.InvalidNamespace, `devdb does not serve system collections: ${name}`);
  return name;
}

export function documentOption(body: Document, name: string): Document {
  const value = body.get(name) ?? new Map();
  if (!isDocument(value)) throw new CommandError(ErrorCode.TypeMismatch, `BSON field '${name}' is the wrong type, expected type 'object'`);
  return value;
}

export function arrayOption(body: Document, name: string): Value[] {
  const value = body.get(name);
  if (!Array.isArray(value))
    throw new CommandError(ErrorCode.TypeMismatch, `BSON field '${name}' is missing or the wrong type, expected type 'array'`);
  return value;
}

/** The one statement of a write that is explained. */
export function onlyStatement(body: Document, name: string): Document {
  const [statement, ...further] = arrayOption(body, name);
  if (!isDocument(statement) || further.length > 0) throw new CommandError(16, 'explained write batches must be of size 1');
  return statement;
}

export function numberOption(body: Document, name: string): number | undefined {
  const value = body.get(name);
  if (value === undefined || value === null) return undefined;
  const number = asNumber(value);
  if (number === undefined || !Number.isInteger(number))
    throw new CommandError(ErrorCode.TypeMismatch, `BSON field '${name}' is the wrong type, expected an integer`);
  if (number < 0) throw badValue(`BSON field '${name}' value must be >= 0, actual value '${number}'`);
  return number;
}

export function booleanOption(body: Document, name: string, otherwise: boolean): boolean {
  const value = body.get(name);
  return value === undefined ? otherwise : isTruthy(value);
}

/** Refuses options of a part of a command, such as one of its updates, that are not served. */
export function checkOptions(part: Document, served: readonly string[], where: string): void {
  for (const name of part.keys())
    if (!served.includes(name))
      throw new CommandError(ErrorCode.CommandNotSupported, `devdb does not serve the option '${name}' of ${where}`);
}

/** Only the simple collation, which compares bytes. */
export function checkCollation(part: Document): void {
  const collation = part.get('collation');
  if (collation === undefined || (isDocument(collation) && collation.get('locale') === 'simple')) return;
  throw new CommandError(ErrorCode.CommandNotSupported, "devdb does not serve the option 'collation'");
}
