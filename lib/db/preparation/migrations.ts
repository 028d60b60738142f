/**
 * Brings stored data of an older version up to this one. Each migration runs while the version before still serves, and once more
 * when the first worker of this version has run for a while: by then nobody writes as the version before did.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import { modelOf } from '../models.ts';

export interface Migration {
  /** Its name. It never changes. */
  name: string;
  /**
   * Does it in small transactions. What is done already stays as it is: it may run again from any place, and in two processes at
   * once.
   */
  run: (progress: Progress) => Promise<void>;
  /** Removes what only the version before needs, such as its indexes, when that no longer runs. It may run again. */
  cleanUp?: () => Promise<void>;
}

export interface Progress {
  /** The place that an earlier run, which was ended, had saved; null to begin at the start. */
  after: string | null;
  /** Saves the place from which another run may go on. */
  save: (after: string) => Promise<void>;
}

interface MigrationRecord {
  _id: string;
  /** Null while it runs; absent where a version before wrote it at its end. */
  doneAt?: Date | null;
  after?: string | null;
  /** When it ran once more. */
  settledAt?: Date | null;
}

const migrationSchema = new Schema<MigrationRecord>(
  { _id: String, doneAt: { type: Date }, after: { type: String }, settledAt: { type: Date } },
  { collection: 'upgrades', versionKey: false, autoCreate: false },
);

export interface Migrations {
  /** Those which this database still needs. */
  pending: () => Promise<Migration[]>;
  /** Names that this version does not know: a newer one has written this database. */
  unknown: () => Promise<string[]>;
  /** Runs the pending ones in order; `onBegin` hears of each. */
  run: (onBegin?: (name: string) => void) => Promise<void>;
  /** Marks all as done: a new database has nothing to migrate. */
  skip: () => Promise<void>;
  /** Those which ran at least `afterMs` ago and have not run once more. */
  unsettled: (afterMs: number) => Promise<Migration[]>;
  settle: (migration: Migration) => Promise<void>;
}

export function openMigrations(connection: Connection, migrations: readonly Migration[], clock: () => Date): Migrations {
  const records: Model<MigrationRecord> = modelOf(connection, 'Upgrade', migrationSchema);
  const read = async (): Promise<Map<string, MigrationRecord>> =>
    new Map((await records.find().lean<MigrationRecord[]>()).map((record) => [record._id, record]));
  const set = async (_id: string, change: Partial<MigrationRecord>): Promise<void> =>
    void (await records.updateOne({ _id }, { $set: change }, { upsert: true }));
  const isDone = (record: MigrationRecord | undefined): boolean => record !== undefined && record.doneAt !== null;
  const pending = async (): Promise<Migration[]> => {
    const known = await read();
    return migrations.filter(({ name }) => !isDone(known.get(name)));
  };
  return {
    pending,
    unknown: async () => [...(await read()).keys()].filter((name) => migrations.every((migration) => migration.name !== name)),
    run: async (onBegin) => {
      for (const { name, run } of await pending()) {
        onBegin?.(name);
        const begun = (await read()).get(name);
        if (!begun) await set(name, { doneAt: null });
        await run({ after: begun?.after ?? null, save: async (after) => await set(name, { after }) });
        await set(name, { doneAt: clock(), settledAt: null });
      }
    },
    skip: async () => {
      for (const { name } of migrations) await set(name, { doneAt: clock(), settledAt: clock() });
    },
    unsettled: async (afterMs) => {
      const known = await read();
      return migrations.filter(({ name }) => {
        const record = known.get(name);
        return record?.settledAt === null && record.doneAt != null && record.doneAt.getTime() + afterMs <= clock().getTime();
      });
    },
    settle: async ({ name, run, cleanUp }) => {
      await run({ after: null, save: async () => undefined });
      await cleanUp?.();
      await set(name, { settledAt: clock() });
    },
  };
}
