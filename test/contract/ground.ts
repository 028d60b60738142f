/** Where promises are tried: a database of its own, as the product opens one, which is dropped in the end. */
import type { Connection, mongo } from 'mongoose';
import { connectDatabase } from '#lib/db/connect.ts';

/** A document, with whatever fields a promise is about. */
export interface Thing {
  _id: string;
  shard?: number;
  n?: number | null;
  m?: number;
  k?: number;
  x?: number;
  y?: number;
  w?: number;
  g?: number;
  seq?: number;
  fence?: number;
  used?: number;
  touches?: number;
  generation?: number;
  until?: number;
  a?: number;
  at?: Date | string | null;
  expiresAt?: Date;
  text?: string;
  name?: string;
  state?: string;
  tag?: string;
  author?: string;
  holder?: string;
  last?: string;
  odd?: boolean;
  isGone?: boolean;
  list?: (string | number)[];
  tags?: string[];
  terms?: string[];
  other?: unknown;
  in?: Record<string, unknown>;
  v?: unknown;
}
export type Things = mongo.Collection<Thing>;
export type Within = { session: mongo.ClientSession };

export interface Ground {
  connection: Connection;
  client: mongo.MongoClient;
  database: mongo.Db;
  /** A collection of its own with these documents. */
  things: (documents?: readonly Thing[]) => Promise<Things>;
  /** A name that no collection has. */
  newName: () => string;
  /**
   * Works in one transaction, with the concerns of the product, which is aborted in the end unless it was committed. Nothing runs
   * again.
   */
  within: <Result>(work: (options: Within) => Promise<Result>) => Promise<Result>;
  /** Works in a transaction that runs again until it commits, as those of the product do. */
  whole: (work: (options: Within) => Promise<unknown>) => Promise<void>;
}

export interface OpenGround extends Ground, AsyncDisposable {}

/** The collection that says whose a database is. */
const mark = 'contract_of_agora';
const unauthorized = 13;

export const concerns = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } } as const;

/** The rights that are needed, in words. */
const rightsOn = (name: string): string => `readWrite and dbAdmin on the database ${name}`;

/** Opens the ground. @throws Error when the database holds anything else, or without the rights. */
export async function openGround(uri: string): Promise<OpenGround> {
  const connection = await connectDatabase(uri, 'contract');
  try {
    return await prepare(connection);
  } catch (error) {
    await connection.destroy();
    if ((error as { code?: unknown }).code !== unauthorized) throw error;
    throw new Error(`The contract needs the rights ${rightsOn(connection.name)}.`, { cause: error });
  }
}

async function prepare(connection: Connection): Promise<OpenGround> {
  const client = connection.getClient();
  const database = client.db(connection.name);
  const present = (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  if (present.length > 0 && !present.includes(mark))
    throw new Error(`The database ${connection.name} holds something else. Drop it, or name another database in MONGODB_URI.`);
  await database.dropDatabase();
  await database.createCollection(mark);
  let made = 0;
  const newName = (): string => `things_${(made += 1)}`;
  return {
    ...{ connection, client, database, newName },
    things: async (documents = []) => {
      const name = newName();
      await database.createCollection(name);
      const things = database.collection<Thing>(name);
      if (documents.length > 0) await things.insertMany([...documents]);
      return things;
    },
    within: async (work) => {
      const session = client.startSession();
      session.startTransaction(concerns);
      try {
        return await work({ session });
      } finally {
        await session.endSession();
      }
    },
    whole: async (work) => await connection.transaction(async (session) => void (await work({ session: session })), concerns),
    [Symbol.asyncDispose]: async () => {
      await database.dropDatabase();
      await connection.destroy();
    },
  };
}
