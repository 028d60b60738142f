// Sessions of clients: the transaction each has open, and the last answer to a write that may be repeated.
import { CommandError, ErrorCode, transientLabel } from '../errors.ts';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { Binary, type Document, isDocument, type Value } from '../bson/values.ts';
import type { Engine } from '../store/engine.ts';
import { beginTransaction } from '../store/transactions/transaction.ts';
import type { Transaction } from '../store/transactions/open-transaction.ts';

export interface Session {
  id: Uint8Array;
  /** The last `txnNumber` seen. */
  number: bigint;
  transaction: Transaction | undefined;
  /** The outcome of the transaction with `number`. */
  outcome: 'committed' | 'aborted' | undefined;
  /** The answer to the retryable write with `number`; a promise while it runs. */
  reply: Promise<Document> | undefined;
  usedAt: number;
  connections: Set<number>;
}

export interface Sessions {
  of(lsid: Value | undefined, connectionId: number): Session | undefined;
  begin(session: Session, number: bigint): Transaction;
  /** The open transaction a statement belongs to. */
  current(session: Session, number: bigint): Transaction;
  commit(session: Session, number: bigint): void;
  abort(session: Session, number: bigint): void;
  /** Runs a write once per number: a repeat gets the first one's answer, also after a restart. */
  once(session: Session, number: bigint, run: () => Promise<Document>): Promise<Document>;
  end(lsid: Value): void;
  /** A connection has gone: transactions that no connection uses any more are aborted, unless their client comes back soon. */
  connectionClosed(connectionId: number): void;
  /** Aborts idle transactions and forgets idle sessions. */
  sweep(now: number): void;
}

/** A client whose connection broke has this long to go on with its transaction on another. */
const returnMs = 5_000;
const transactionIdleMs = 60_000;
const sessionIdleMs = 30 * 60_000;

export function createSessions(engine: Engine): Sessions {
  const { db } = engine;
  const load = db.prepare('SELECT number, kind, reply FROM sessions WHERE id = ?');
  const save = db.prepare('INSERT OR REPLACE INTO sessions (id, number, kind, reply, at) VALUES (?, ?, ?, ?, ?)');
  const expire = db.prepare('DELETE FROM sessions WHERE at < ?');
  load.setReadBigInts(true);
  const sessions = new Map<string, Session>();

  function lookUp(id: Uint8Array): Session {
    const name = Buffer.from(id).toString('latin1');
    let session = sessions.get(name);
    if (session) return session;
    session = { id, number: -1n, transaction: undefined, outcome: undefined, reply: undefined, usedAt: 0, connections: new Set() };
    const stored = load.get(id) as { number: bigint; kind: string; reply: Uint8Array | null } | undefined;
    if (stored) {
      session.number = stored.number;
      if (stored.kind === 'committed') session.outcome = 'committed';
      else if (stored.reply) session.reply = Promise.resolve(decodeDocument(stored.reply));
    }
    sessions.set(name, session);
    return session;
  }

  function advance(session: Session, number: bigint): void {
    if (number < session.number)
      throw new CommandError(
        ErrorCode.TransactionTooOld,
        `Cannot use txnNumber ${number} because a newer one ${session.number} has already started on this session`,
      );
    if (number === session.number) return;
    session.transaction?.abort();
    session.transaction = undefined;
    session.number = number;
    session.outcome = undefined;
    session.reply = undefined;
  }

  function noSuchTransaction(
    number: bigint,
    what = `Given transaction number ${number} does not match any in-progress transactions.`,
  ): CommandError {
    return new CommandError(ErrorCode.NoSuchTransaction, what, [transientLabel]);
  }

  function remember(session: Session, kind: string, reply: Uint8Array | null): void {
    save.run(session.id, session.number, kind, reply, Date.now());
  }

  const api: Sessions = {
    of(lsid, connectionId) {
      const id = isDocument(lsid) ? lsid.get('id') : undefined;
      if (!(id instanceof Binary)) return undefined;
      const session = lookUp(id.bytes);
      session.usedAt = Date.now();
      session.connections.add(connectionId);
      return session;
    },
    begin(session, number) {
      if (number === session.number && (session.transaction || session.outcome || session.reply))
        throw noSuchTransaction(number, `Cannot start transaction ${number} again on this session`);
      advance(session, number);
      session.transaction = beginTransaction(engine);
      return session.transaction;
    },
    current(session, number) {
      if (number < session.number) advance(session, number);
      const { transaction } = session;
      if (number === session.number && session.outcome === 'committed')
        throw new CommandError(ErrorCode.TransactionCommitted, `Transaction with number ${number} has been committed.`);
      if (number !== session.number || !transaction) throw noSuchTransaction(number);
      if (!transaction.isOpen) throw noSuchTransaction(number, `Transaction with number ${number} has been aborted.`);
      return transaction;
    },
    commit(session, number) {
      if (number === session.number && session.outcome === 'committed') return;
      const transaction = api.current(session, number);
      transaction.commit();
      session.transaction = undefined;
      session.outcome = 'committed';
      if (!engine.batch.isOpen) return;
      remember(session, 'committed', null);
      engine.batch.settled((failure) => failure && session.number === number && (session.outcome = 'aborted'));
    },
    abort(session, number) {
      api.current(session, number).abort();
      session.transaction = undefined;
      session.outcome = 'aborted';
    },
    once(session, number, run) {
      advance(session, number);
      if (session.reply) return session.reply;
      const { number: firstBatch, isOpen: wasOpen } = engine.batch;
      const reply = run().then((answer) => {
        const hasWritten = engine.batch.isOpen || engine.batch.number !== firstBatch || wasOpen;
        if (session.number === number && hasWritten) {
          engine.batch.begin();
          remember(session, 'write', encodeDocument(answer));
          engine.batch.settled((failure) => failure && session.reply === reply && (session.reply = undefined));
        }
        return answer;
      });
      session.reply = reply;
      reply.catch(() => {
        if (session.reply === reply) session.reply = undefined;
      });
      return reply;
    },
    end(lsid) {
      const id = isDocument(lsid) ? lsid.get('id') : undefined;
      if (!(id instanceof Binary)) return;
      const name = Buffer.from(id.bytes).toString('latin1');
      sessions.get(name)?.transaction?.abort();
      sessions.delete(name);
    },
    connectionClosed(connectionId) {
      for (const session of sessions.values()) {
        const { transaction } = session;
        if (!session.connections.delete(connectionId) || session.connections.size > 0 || !transaction?.isOpen) continue;
        const leave = setTimeout(() => session.connections.size === 0 && transaction.abort(), returnMs);
        leave.unref();
      }
    },
    sweep(now) {
      for (const [name, session] of sessions) {
        if (session.transaction?.isOpen && now - session.usedAt > transactionIdleMs) session.transaction.abort();
        if (now - session.usedAt > sessionIdleMs) sessions.delete(name);
      }
      engine.batch.begin();
      expire.run(now - sessionIdleMs);
    },
  };
  return api;
}
