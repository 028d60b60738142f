// Runs one command: finds it, checks its options, puts it into its session and transaction.
import { badValue, CommandError, ConnectionCut, ErrorCode, notServed, transientLabel } from '../errors.ts';
import { asNumber, type Document, documentOf, isDocument, Timestamp } from '../bson/values.ts';
import type { QueryRun } from '../plan/run-query.ts';
import { createTurns } from '../plan/turns.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Engine } from '../store/engine.ts';
import type { Transaction } from '../store/transactions/open-transaction.ts';
import type { Snapshots } from '../store/transactions/snapshots.ts';
import { createPlainWriter } from '../store/writer.ts';
import type { Writer } from '../store/transactions/open-transaction.ts';
import { errorReply } from '../wire/error-reply.ts';
import type { Connection } from '../wire/connection.ts';
import { checkCommandOptions, type Command, type CommandContext } from './context.ts';
import { type Failure, type FailPoints, labelsOf, type WriteFailure } from './fail-points.ts';
import type { Cursors } from './reading/cursors.ts';
import { commands } from './registry.ts';
import type { Session, Sessions } from './sessions.ts';

/** The comment of commands that are not recorded. */
const unobserved = 'unobserved';

export interface Server {
  engine: Engine;
  cursors: Cursors;
  sessions: Sessions;
  failPoints: FailPoints;
  snapshots: Snapshots;
  address: string;
  recorder: Recorder | undefined;
  log(message: string): void;
}

export type RunCommand = (connection: Connection, body: Document) => Promise<Document>;

export function createDispatcher(server: Server): RunCommand {
  const writer = createPlainWriter(server.engine);
  return async (connection, body) => {
    try {
      return withTime(server, body, await dispatchOrFail(server, { writer, connection, body }));
    } catch (error) {
      if (error instanceof ConnectionCut) throw error;
      if (!(error instanceof CommandError))
        server.log(`${body.keys().next().value}: ${error instanceof Error ? error.stack : String(error)}`);
      return withTime(server, body, errorReply(error));
    }
  };
}

/**
 * Tells a session when its command took place, so that the client can ask for reads that come after.
 *
 * They do without more: this is one node, and it answers after the commit.
 */
function withTime({ engine }: Server, body: Document, reply: Document): Document {
  const time = (BigInt(Math.floor(Date.now() / 1_000)) << 32n) | BigInt(engine.batch.number);
  return body.has('lsid') ? reply.set('operationTime', new Timestamp(time)) : reply;
}

interface Request {
  writer: Writer;
  connection: Connection;
  body: Document;
}

/** Runs a command, unless a fail point has it fail. */
async function dispatchOrFail(server: Server, request: Request): Promise<Document> {
  const { connection, body } = request;
  const name = body.keys().next().value ?? '';
  noteAppName(connection, body);
  const namespace = `${String(body.get('$db'))}.${String(body.get(name === 'getMore' ? 'collection' : name))}`;
  const asked = { name, namespace, appName: connection.appName };
  const failure = server.failPoints.ofCommand(asked);
  if (!failure) {
    const reply = await dispatch(server, request);
    if (server.failPoints.losesReply(asked)) throw new ConnectionCut();
    return withConcernError(unmetConcern(body), { name, body, reply });
  }
  if (failure.blockMs > 0) await new Promise((resolve) => setTimeout(resolve, failure.blockMs));
  if (failure.isCut) throw new ConnectionCut();
  if (failure.error) {
    failure.error.labels.push(...(failure.labels ?? labelsFor(name, body, failure.error.code)));
    throw failure.error;
  }
  return withConcernError(failure, { name, body, reply: await dispatch(server, request) });
}

/** A client says its application's name once for each connection. */
function noteAppName(connection: Connection, body: Document): void {
  const client = body.get('client');
  const application = isDocument(client) ? client.get('application') : undefined;
  const appName = isDocument(application) ? application.get('name') : undefined;
  if (typeof appName === 'string') connection.appName = appName;
}

/** A write that should reach more nodes than there are is done all the same, as on any replica set, and says so. */
function unmetConcern(body: Document): Pick<Failure, 'writeConcernError' | 'labels'> {
  const concern = body.get('writeConcern');
  const nodes = isDocument(concern) ? (asNumber(concern.get('w')) ?? 1) : 1;
  if (nodes <= 1) return { writeConcernError: undefined, labels: undefined };
  const errmsg = `Not enough data-bearing nodes: ${nodes} are asked for`;
  const code = ErrorCode.UnsatisfiableWriteConcern;
  return { writeConcernError: documentOf({ code, codeName: 'UnsatisfiableWriteConcern', errmsg }), labels: undefined };
}

interface Answered {
  name: string;
  body: Document;
  reply: Document;
}

function withConcernError(
  { writeConcernError, labels }: Pick<Failure, 'writeConcernError' | 'labels'>,
  { name, body, reply }: Answered,
): Document {
  if (!writeConcernError || asNumber(reply.get('ok')) !== 1) return reply;
  const isStatement = body.get('autocommit') === false && !isEndOfTransaction(name);
  const shown = labels ?? (isStatement ? [] : labelsFor(name, body, asNumber(writeConcernError.get('code')) ?? 0));
  // The answer itself is kept for a repetition, which does not meet the failure again.
  const failed = new Map(reply).set('writeConcernError', writeConcernError);
  return shown.length > 0 ? failed.set('errorLabels', shown) : failed;
}

function labelsFor(name: string, body: Document, code: number): string[] {
  const isInTransaction = body.get('autocommit') === false;
  const isEnd = isEndOfTransaction(name);
  return labelsOf({ code, isInTransaction, isEnd, isRetryableWrite: body.has('txnNumber') && !isInTransaction });
}

function isEndOfTransaction(name: string): boolean {
  return name === 'commitTransaction' || name === 'abortTransaction';
}

async function dispatch(server: Server, { writer, connection, body }: Request): Promise<Document> {
  const name = body.keys().next().value ?? '';
  const command = commands.get(name);
  if (!command) throw new CommandError(ErrorCode.CommandNotFound, `no such command: '${name}'`);
  checkCommandOptions(name, command, body);
  const database = body.get('$db');
  if (typeof database !== 'string' || database === '' || /[\0/\\ ."$]/.test(database))
    throw new CommandError(ErrorCode.InvalidNamespace, 'a command needs a valid $db');
  checkConcerns(body);
  const session = server.sessions.of(body.get('lsid'), connection.id);
  const context = plainContext(server, { writer, database, session, body, client: connection.client });
  const number = body.get('txnNumber');
  if (readsSnapshot(body)) return runOnSnapshot(server, { context, command, name, body });
  if (number === undefined || isEndOfTransaction(name)) return command.run(context, body);
  if (typeof number !== 'bigint' || !session) throw badValue('txnNumber has to be a long, in a session');
  if (body.get('autocommit') === false) return runInTransaction(context, { command, name, session, number, body });
  if (!command.isRetryable)
    throw new CommandError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. ${name} is not one`,
    );
  let failure: WriteFailure | undefined;
  const reply = await server.sessions.once(session, number, async () => {
    failure = server.failPoints.ofWrite();
    if (failure?.error) throw failure.isCut ? new ConnectionCut() : failure.error;
    return command.run(context, body);
  });
  if (failure?.isCut) throw new ConnectionCut();
  return reply;
}

interface Asked {
  writer: Writer;
  database: string;
  session: Session | undefined;
  body: Document;
  client: string;
}

function plainContext(server: Server, { writer, database, session, body, client }: Asked): CommandContext {
  const { engine, cursors, sessions, failPoints, address, recorder } = server;
  const name = body.keys().next().value ?? '';
  // Who asks only to see what others did says so.
  const isObserved = recorder && body.get('comment') !== unobserved;
  const observeQuery = isObserved ? (run: QueryRun) => recorder.query(name, run) : undefined;
  const find = (collection: string) => engine.catalog.collections.get(`${database}.${collection}`);
  const turns = createTurns(asNumber(body.get('maxTimeMS')) || undefined);
  return {
    engine,
    cursors,
    sessions,
    failPoints,
    address,
    client,
    database,
    session,
    transaction: undefined,
    view: engine.view,
    writer,
    turns,
    recorder,
    observeQuery,
    find,
  };
}

function readsSnapshot(body: Document): boolean {
  const concern = body.get('readConcern');
  return isDocument(concern) && concern.get('level') === 'snapshot' && body.get('autocommit') !== false;
}

interface SnapshotRead {
  context: CommandContext;
  command: Command;
  name: string;
  body: Document;
}

/** The answer names the snapshot, so that further reads can ask for the same. */
async function runOnSnapshot(server: Server, { context, command, name, body }: SnapshotRead): Promise<Document> {
  if (!command.readsSnapshots)
    throw new CommandError(ErrorCode.InvalidOptions, `${name} does not support the read concern snapshot outside transactions`);
  const time = (body.get('readConcern') as Document).get('atClusterTime');
  if (time !== undefined && !(time instanceof Timestamp)) throw badValue('atClusterTime has to be a timestamp');
  const snapshot = time ? server.snapshots.at(time.value) : server.snapshots.take();
  const find = (collection: string) => snapshot.find(`${context.database}.${collection}`);
  const reply = await command.run({ ...context, view: snapshot.view, find }, body);
  const cursor = reply.get('cursor');
  (isDocument(cursor) ? cursor : reply).set('atClusterTime', new Timestamp(snapshot.time));
  return reply;
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
  if (body.has('writeConcern'))
    throw new CommandError(ErrorCode.InvalidOptions, 'writeConcern is not allowed within a multi-statement transaction');
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
    if (readConcern.has('atClusterTime') && (level !== 'snapshot' || body.get('autocommit') === false))
      throw notServed('readConcern.atClusterTime but for snapshots outside transactions');
  }
  const writeConcern = body.get('writeConcern');
  const w = isDocument(writeConcern) ? writeConcern.get('w') : undefined;
  if (w !== undefined && w !== 'majority' && !Number.isInteger(asNumber(w))) throw notServed(`writeConcern w: ${String(w)}`);
}
