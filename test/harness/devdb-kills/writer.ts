/**
 * A writer of documents that nobody else writes. It knows what each must be: as acknowledged, or as by the one write
 * whose answer did not come, which is done as a whole or not at all.
 */
import { isDeepStrictEqual } from 'node:util';
import type mongoose from 'mongoose';

export interface Doc {
  _id: string;
  writer: number;
  n: number;
  key: string;
  tags: string[];
  text: string;
  /** Only some have it: a partial index holds those. */
  due?: Date;
}

export interface Writer {
  /** Writes one after the other, until a write fails because the server has gone. @throws Error with an answer that is wrong. */
  run: (client: mongoose.mongo.MongoClient, database: string) => Promise<void>;
  /** Takes what is stored for the truth. @returns What was acknowledged and is lost, or is half there. */
  judge: (found: ReadonlyMap<string, Doc>) => string[];
  acknowledged: () => number;
}

interface Change {
  /** The documents as they are then; null for one that is gone. */
  after: Map<string, Doc | null>;
  write: (docs: mongoose.mongo.Collection<Doc>, session?: mongoose.mongo.ClientSession) => Promise<unknown>;
}

const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord'];
const mostDocs = 30;

export const docsName = 'docs';

/** The indexes of the documents, of each kind that there is. */
export const docIndexes: mongoose.mongo.IndexDescription[] = [
  { key: { writer: 1, n: -1 }, name: 'by_writer' },
  { key: { key: 1 }, name: 'key', unique: true },
  { key: { tags: 1, n: 1 }, name: 'tags' },
  { key: { due: 1 }, name: 'due', partialFilterExpression: { due: { $gt: new Date(0) } } },
  { key: { text: 'text' }, name: 'words' },
];

/** @param writer - Its number: those of others have other documents. */
export function createWriter(writer: number, chance: () => number): Writer {
  let known = new Map<string, Doc>();
  let pending: Map<string, Doc | null> | null = null;
  let made = 0;
  let acknowledged = 0;
  const upTo = (count: number): number => Math.floor(chance() * count);
  const oneOf = <Item>(list: readonly Item[]): Item => list[upTo(list.length)] as Item;

  const newDoc = (): Doc => {
    made += 1;
    const _id = `${writer}-${made}`;
    const doc: Doc = { _id, writer, n: upTo(100), key: `key ${_id}`, tags: ['all', oneOf(words)], text: `${oneOf(words)} ${oneOf(words)}` };
    return chance() < 0.3 ? { ...doc, due: new Date(1 + upTo(1e12)) } : doc;
  };

  const insertOne = (): Change => {
    const doc = newDoc();
    return { after: new Map([[doc._id, doc]]), write: async (docs, session) => await docs.insertOne(doc, { ...(session && { session }) }) };
  };
  const update = (doc: Doc): Change => {
    const [by, tag, text] = [1 + upTo(5), `${oneOf(words)}${upTo(9)}`, oneOf(words)];
    const { due: _, ...rest } = doc;
    const after = { ...rest, n: doc.n + by, tags: [...doc.tags, tag].slice(-4), text };
    const change = { $inc: { n: by }, $push: { tags: { $each: [tag], $slice: -4 } }, $set: { text }, $unset: { due: '' as const } };
    return {
      after: new Map([[doc._id, after]]),
      write: async (docs, session) => await docs.updateOne({ _id: doc._id }, change, { ...(session && { session }) }),
    };
  };
  const replace = (doc: Doc): Change => {
    const after = { ...newDoc(), _id: doc._id };
    return {
      after: new Map([[doc._id, after]]),
      write: async (docs, session) => await docs.replaceOne({ _id: doc._id }, after, { upsert: true, ...(session && { session }) }),
    };
  };
  const remove = (doc: Doc): Change => ({
    after: new Map([[doc._id, null]]),
    write: async (docs, session) => await docs.deleteOne({ _id: doc._id }, { ...(session && { session }) }),
  });
  const swap = (doc: Doc): Change => {
    const after = { ...newDoc(), key: doc.key };
    return {
      after: new Map([
        [doc._id, null],
        [after._id, after],
      ]),
      // The unique key moves from one document to another.
      write: async (docs, session) => {
        await docs.deleteOne({ _id: doc._id }, { ...(session && { session }) });
        await docs.insertOne(after, { ...(session && { session }) });
      },
    };
  };

  /** A change of one document, which is a whole by itself. */
  const single = (): Change => {
    const docs = [...known.values()];
    if (docs.length === 0 || (docs.length < mostDocs && chance() < 0.4)) return insertOne();
    return oneOf([update, update, replace, remove])(oneOf(docs));
  };

  /** Changes of some documents in one transaction. */
  const several = (): Change => {
    const docs = [...known.values()].sort(() => chance() - 0.5).slice(0, 3);
    const changes = [insertOne(), ...docs.map((doc) => oneOf([update, replace, remove, swap])(doc))];
    return {
      after: new Map(changes.flatMap(({ after }) => [...after])),
      write: async (collection, session) => {
        for (const { write } of changes) await write(collection, session);
      },
    };
  };

  const apply = (after: ReadonlyMap<string, Doc | null>): void => {
    for (const [id, doc] of after) {
      if (doc) known.set(id, doc);
      else known.delete(id);
    }
  };

  return {
    run: async (client, database) => {
      const docs = client.db(database).collection<Doc>(docsName);
      for (;;) {
        const isTransaction = chance() < 0.4;
        const { after, write } = isTransaction ? several() : single();
        pending = after;
        try {
          if (isTransaction) await inOneTransaction(client, async (session) => await write(docs, session));
          else await write(docs);
        } catch (error) {
          if (isOfServer(error)) throw error;
          return;
        }
        apply(after);
        pending = null;
        acknowledged += 1;
      }
    },
    judge: (all) => {
      const found = new Map([...all].filter(([, doc]) => doc.writer === writer));
      const without = new Map(known);
      if (pending) apply(pending);
      const candidates = pending ? [without, known] : [without];
      pending = null;
      known = found;
      if (candidates.some((candidate) => isDeepStrictEqual(sorted(candidate), sorted(found)))) return [];
      return [`writer ${writer}: ${JSON.stringify({ found: sorted(found), expected: candidates.map(sorted) })}`];
    },
    acknowledged: () => acknowledged,
  };
}

function sorted(docs: ReadonlyMap<string, Doc>): unknown {
  return [...docs.values()].sort((one, other) => (one._id < other._id ? -1 : 1));
}

/** One try of a transaction: a second one would hide what became of the first. */
export async function inOneTransaction(
  client: mongoose.mongo.MongoClient,
  work: (session: mongoose.mongo.ClientSession) => Promise<unknown>,
): Promise<void> {
  await using session = client.startSession();
  session.startTransaction();
  await work(session);
  await session.commitTransaction();
}

/** Whether the server gave an answer, which says that something is wrong. */
export function isOfServer(error: unknown): boolean {
  return (error as { name?: string }).name === 'MongoServerError' || (error as { name?: string }).name === 'MongoBulkWriteError';
}
