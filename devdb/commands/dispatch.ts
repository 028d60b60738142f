// Runs one command: finds it, checks its options, puts it into its session and transaction.
import { badValue, CommandError, ErrorCode, notServed, transientLabel } from '../errors.ts';
import { asNumber, type Document, isDocument } from '../bson/values.ts';
import { createTurns } from '../plan/turns.ts';
import type { Engine } from '../store/engine.ts';
import type { Transaction } from '../store/open-transaction.ts';
import { createPlainWriter } from '../store/writer.ts';
import type { Writer } from '../store/open-transaction.ts';
import { errorReply } from '../wire/error-reply.ts';
import type { Command, CommandContext } from './context.ts';
import type { Cursors } from './reading/cursors.ts';
import { commands } from './registry.ts';
import type { Session, Sessions } from './sessions.ts';

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

export interface Server {
  engine: Engine;
  cursors: Cursors;
  sessions: Sessions;
  address: string;
  log(message: string): void;
}

export type RunCommand = (connectionId: number, body: Document) => Promise<Document>;

export function createDispatcher(server: Server): RunCommand {
  const writer = createPlainWriter(server.engine);
  return async (connectionId, body) => {
    try {
      return await dispatch(server, writer, connectionId, body);
    } catch (error) {
      if (!(error instanceof CommandError))
        server.log(`${body.keys().next().value}: ${error instanceof Error ? error.stack : String(error)}`);
      return errorReply(error);
    }
  };
}

async function dispatch(server: Server, writer: Writer, connectionId: number, body: Document): Promise<Document> {
  const name = body.keys().next().value ?? '';
  const command = commands.get(name);
  if (!command) throw new CommandError(ErrorCode.CommandNotFound, `no such command: '${name}'`);
  for (const option of body.keys()) {
    if (option !== name && !command.options.includes(option) && !commonOptions.includes(option))
      throw notServed(`the option '${option}' of ${name}`);
  }
  const database = body.get('$db');
  if (typeof database !== 'string' || database === '' || /[\0/\\ ."$]/.test(database))
    throw new CommandError(ErrorCode.InvalidNamespace, 'a command needs a valid $db');
  checkConcerns(body);
  const session = server.sessions.of(body.get('lsid'), connectionId);
  const context = plainContext(server, { writer, database, session, body });
  const number = body.get('txnNumber');
  if (number === undefined || name === 'commitTransaction' || name === 'abortTransaction') return command.run(context, body);
  if (typeof number !== 'bigint' || !session) throw badValue('txnNumber has to be a long, in a session');
  if (body.get('autocommit') === false) return runInTransaction(context, { command, name, session, number, body });
  if (!command.isRetryable)
    throw new CommandError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. ${name} is not one`,
    );
  return server.sessions.once(session, number, async () => command.run(context, body));
}

interface Asked {
  writer: Writer;
  database: string;
  session: Session | undefined;
  body: Document;
}

function plainContext(server: Server, { writer, database, session, body }: Asked): CommandContext {
  const { engine, cursors, sessions, address } = server;
  const find = (collection: string) => engine.catalog.collections.get(`${database}.${collection}`);
  const turns = createTurns(asNumber(body.get('maxTimeMS')) || undefined);
  return { engine, cursors, sessions, address, database, session, transaction: undefined, view: engine.view, writer, turns, find };
}

interface TransactionStatement {
  command: Command;
  name: string;
  session: Session;
  /** The transaction's number in its session. */
  number: bigint;
  body: Document;
}

async function runInTransaction(
  context: CommandContext,
  { command, name, session, number, body }: TransactionStatement,
): Promise<Document> {
  if (!command.isAllowedInTransaction)
    throw new CommandError(ErrorCode.OperationNotSupportedInTransaction, `Cannot run '${name}' in a multi-document transaction.`);
  const isFirst = body.get('startTransaction') === true;
  const transaction: Transaction = isFirst ? context.sessions.begin(session, number) : context.sessions.current(session, number);
  try {
    const { view, writer } = transaction;
    return await command.run(
      { ...context, transaction, view, writer, find: (collection) => transaction.find(`${context.database}.${collection}`) },
      body,
    );
  } catch (error) {
    transaction.abort();
    throw withLabel(error);
  }
}

/** Errors that a new try of the whole transaction may not meet again say so. */
function withLabel(error: unknown): unknown {
  const isTransient =
    error instanceof CommandError &&
    [ErrorCode.WriteConflict, ErrorCode.SnapshotUnavailable, ErrorCode.NoSuchTransaction].includes(error.code as 112);
  if (isTransient && !error.labels.includes(transientLabel)) error.labels.push(transientLabel);
  return error;
}

const readConcerns = ['local', 'available', 'majority', 'snapshot', 'linearizable'];

function checkConcerns(body: Document): void {
  const readConcern = body.get('readConcern');
  if (isDocument(readConcern)) {
    const level = readConcern.get('level');
    if (level !== undefined && (typeof level !== 'string' || !readConcerns.includes(level)))
      throw badValue(`devdb does not serve the read concern level ${String(level)}`);
    if (readConcern.has('atClusterTime')) throw notServed('readConcern.atClusterTime');
    if (level === 'snapshot' && body.get('autocommit') !== false) throw notServed('readConcern snapshot outside transactions');
  }
  const writeConcern = body.get('writeConcern');
  const w = isDocument(writeConcern) ? writeConcern.get('w') : undefined;
  if (w !== undefined && w !== 'majority' && w !== 0 && w !== 1)
    throw new CommandError(100, `devdb is one node: it does not serve writeConcern w: ${String(w)}`);
}
