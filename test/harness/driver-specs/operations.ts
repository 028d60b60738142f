import mongoose from 'mongoose';
import type { Entities } from './entities.ts';
import type { Doc, Operation } from './spec-file.ts';

const { MongoClient, Db, Collection, ClientSession } = mongoose.mongo;

type Method = (...args: unknown[]) => unknown;

/** The names of the arguments that the driver's methods take by place; the others are options. */
const collectionMethods: Readonly<Record<string, readonly string[]>> = {
  aggregate: ['pipeline'],
  bulkWrite: ['requests'],
  count: ['filter'],
  countDocuments: ['filter'],
  createIndex: ['keys'],
  deleteMany: ['filter'],
  deleteOne: ['filter'],
  distinct: ['fieldName', 'filter'],
  dropIndex: ['name'],
  estimatedDocumentCount: [],
  find: ['filter'],
  findOne: ['filter'],
  findOneAndDelete: ['filter'],
  findOneAndReplace: ['filter', 'replacement'],
  findOneAndUpdate: ['filter', 'update'],
  insertMany: ['documents'],
  insertOne: ['document'],
  listIndexes: [],
  replaceOne: ['filter', 'replacement'],
  updateMany: ['filter', 'update'],
  updateOne: ['filter', 'update'],
};
const databaseMethods: Readonly<Record<string, readonly string[]>> = {
  aggregate: ['pipeline'],
  createCollection: ['collection'],
  dropCollection: ['collection'],
  listCollections: ['filter'],
};
const sessionMethods = ['startTransaction', 'commitTransaction', 'abortTransaction', 'endSession'];

/** The operations whose results are documents that a cursor gave. */
export function givesRootDocuments(name: string): boolean {
  return ['aggregate', 'find', 'listCollections', 'listIndexes', 'listDatabases'].includes(name);
}

/** Runs an operation on an entity; those of `testRunner` are elsewhere. */
export async function runOperation(
  entities: Entities,
  { object, name, arguments: given = {} }: Operation,
  runAll: (operations: Operation[]) => Promise<void>,
): Promise<unknown> {
  const entity = entities.get(object);
  const args = prepared(entities, given);
  if (entity instanceof Collection && collectionMethods[name]) return call(entity, name, collectionMethods[name], args);
  if (entity instanceof Db) return runOnDatabase(entity, name, args);
  if (entity instanceof ClientSession) return runOnSession(entity, name, args, runAll);
  if (entity instanceof MongoClient) {
    const { models, filter, ...options } = args;
    if (name === 'clientBulkWrite') return entity.bulkWrite(withNames(models) as never, options);
    if (name === 'listDatabases')
      return (
        await entity
          .db()
          .admin()
          .listDatabases({ ...options, ...(filter ? { filter } : {}) })
      ).databases;
  }
  throw new Error(`the operation ${name} is not known here`);
}

async function runOnDatabase(database: mongoose.mongo.Db, name: string, args: Doc): Promise<unknown> {
  if (name === 'runCommand') {
    const { command, commandName: _, ...options } = args;
    return database.command(command as Doc, options);
  }
  if (name === 'modifyCollection') {
    const { collection, ...changes } = args;
    return database.command({ collMod: collection, ...changes });
  }
  const positions = databaseMethods[name];
  if (!positions) throw new Error(`the operation ${name} is not known here`);
  return call(database, name, positions, args);
}

async function runOnSession(
  session: mongoose.mongo.ClientSession,
  name: string,
  args: Doc,
  runAll: (operations: Operation[]) => Promise<void>,
): Promise<unknown> {
  if (name === 'getSnapshotTime') return (session as { snapshotTime?: unknown }).snapshotTime;
  if (name === 'withTransaction') {
    const { callback, ...options } = args;
    return session.withTransaction(() => runAll(callback as Operation[]), options);
  }
  if (!sessionMethods.includes(name)) throw new Error(`the operation ${name} is not known here`);
  return call(session, name, [], args);
}

async function call(target: object, name: string, positions: readonly string[], args: Doc): Promise<unknown> {
  const options = Object.fromEntries(Object.entries(args).filter(([key]) => !positions.includes(key)));
  const method = (target as Record<string, Method>)[name]!;
  const placed = positions.map((position) => args[position] ?? (position === 'filter' ? {} : undefined));
  const result = await method.call(target, ...placed, options);
  const isCursor = typeof (result as { toArray?: unknown } | undefined)?.toArray === 'function';
  return isCursor ? await (result as { toArray(): Promise<unknown> }).toArray() : result;
}

function prepared(entities: Entities, given: Doc): Doc {
  const args = { ...given };
  if (typeof args['session'] === 'string') args['session'] = entities.get(args['session']);
  if (typeof args['returnDocument'] === 'string') args['returnDocument'] = args['returnDocument'].toLowerCase();
  return args;
}

/** `{ insertOne: { … } }` is `{ name: 'insertOne', … }` to the driver. */
function withNames(models: unknown): Doc[] {
  return (models as Record<string, Doc>[]).map((model) => {
    const [entry] = Object.entries(model);
    return { name: entry![0], ...entry![1] };
  });
}
