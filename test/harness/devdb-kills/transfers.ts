/**
 * Transfers between accounts that all writers share. Each is one transaction: two balances and an entry. Whatever is
 * killed when, the balances are what the entries say.
 */
import type mongoose from 'mongoose';
import { inOneTransaction, isOfServer } from './writer.ts';

interface Account {
  _id: number;
  balance: number;
}

interface Entry {
  _id: string;
  from: number;
  to: number;
  amount: number;
}

export interface Transfers {
  open: (db: mongoose.mongo.Db) => Promise<void>;
  /** Transfers until the server has gone. @throws Error with an answer that is no conflict. */
  run: (client: mongoose.mongo.MongoClient, database: string) => Promise<void>;
  /** @returns What is wrong, one a line. */
  judge: (db: mongoose.mongo.Db) => Promise<string[]>;
  acknowledged: () => number;
}

const accountCount = 5;
const conflictCode = 112;

export function createTransfers(name: string, chance: () => number): Transfers {
  const acknowledged = new Set<string>();
  let made = 0;
  const anyone = (): number => Math.floor(chance() * accountCount);
  return {
    open: async (db) => {
      await db.collection<Account>('accounts').insertMany(Array.from({ length: accountCount }, (_, _id) => ({ _id, balance: 0 })));
      await db.collection('entries').createIndexes([{ key: { from: 1 } }, { key: { to: 1 } }]);
    },
    run: async (client, database) => {
      const db = client.db(database);
      for (;;) {
        const entry: Entry = { _id: `${name}${(made += 1)}`, from: anyone(), to: anyone(), amount: 1 + Math.floor(chance() * 9) };
        try {
          await inOneTransaction(client, async (session) => {
            await db.collection<Account>('accounts').updateOne({ _id: entry.from }, { $inc: { balance: -entry.amount } }, { session });
            await db.collection<Account>('accounts').updateOne({ _id: entry.to }, { $inc: { balance: entry.amount } }, { session });
            await db.collection<Entry>('entries').insertOne(entry, { session });
          });
          acknowledged.add(entry._id);
        } catch (error) {
          if ((error as { code?: unknown }).code === conflictCode) continue;
          if (isOfServer(error)) throw error;
          return;
        }
      }
    },
    judge: async (db) => {
      const entries = await db.collection<Entry>('entries').find().toArray();
      const there = new Set(entries.map(({ _id }) => _id));
      const faults = [...acknowledged].filter((id) => !there.has(id)).map((id) => `transfer ${id} was acknowledged and is lost`);
      for (const { _id, balance } of await db.collection<Account>('accounts').find().toArray()) {
        const own = entries.reduce((sum, { from, to, amount }) => sum + (to === _id ? amount : 0) - (from === _id ? amount : 0), 0);
        if (own !== balance) faults.push(`account ${_id} has ${balance}, its entries say ${own}`);
      }
      return faults;
    },
    acknowledged: () => acknowledged.size,
  };
}
