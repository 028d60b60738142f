/** What a start does with a database: new, of another subgraph, of an older version, of a newer one. */
import { type Connection, type Model, Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStores, type TestStores } from '#test/harness/stores/stores.ts';
import { ConfigError } from '../../config/config.ts';
import { connectDatabase } from '../connect.ts';
import { modelOf } from '../models.ts';
import { dropIndexes } from './drop-indexes.ts';
import { missingIndexes } from './indexes.ts';
import { type Migration, openMigrations } from './migrations.ts';
import { migrateDatabase, prepareDatabase, type PrepareOptions } from './prepare.ts';

interface Note {
  _id: number;
  text?: string;
  words?: number;
}

const noteSchema = new Schema<Note>({ _id: Number, text: String, words: Number }, { collection: 'notes', versionKey: false });
noteSchema.index({ words: -1 });
noteSchema.index({ text: 1 }, { name: 'written', unique: true });

const stack = new AsyncDisposableStack();
let stores: TestStores;
let databases = 0;
beforeAll(async () => void (stores = stack.use(await startStores())));
afterAll(async () => await stack.disposeAsync());

interface Start {
  connection: Connection;
  notes: Model<Note>;
  /** What a start of a version with these migrations is given. */
  as: (version?: { subgraph?: string; migrations?: Migration[]; isProduction?: boolean }) => PrepareOptions;
}

async function newDatabase(): Promise<Start> {
  const name = `notes${(databases += 1)}`;
  const connection = await connectDatabase(stores.env(name)['MONGODB_URI'] ?? '', name);
  stack.defer(async () => await connection.destroy());
  return {
    connection,
    notes: modelOf(connection, 'Note', noteSchema),
    as: ({ subgraph = 'notes', migrations = [], isProduction = true } = {}) => ({
      ...{ connection, subgraph, isProduction, patienceMs: 300 },
      migrations: openMigrations(connection, migrations, () => new Date()),
    }),
  };
}

/** Counts the words of notes that have none, ten at a time. `onChunk` is called where a process may end. */
function countWords(notes: Model<Note>, onChunk: () => void = () => undefined): Migration {
  return {
    name: 'words counted',
    run: async ({ after, save }) => {
      for (let from = Number(after ?? -1); ; ) {
        const chunk = await notes
          .find({ _id: { $gt: from } })
          .sort({ _id: 1 })
          .limit(10)
          .lean();
        for (const { _id, text = '' } of chunk) await notes.updateOne({ _id }, { $set: { words: text.split(' ').length } });
        onChunk();
        if (chunk.length < 10) return;
        from = chunk.at(-1)?._id ?? from;
        await save(String(from));
        onChunk();
      }
    },
  };
}

const note = (id: number): Note => ({ _id: id, text: `note ${'word '.repeat(id % 7)}${id}` });
const uncounted = async (notes: Model<Note>): Promise<number> => await notes.countDocuments({ words: { $exists: false } });
const refused = async (start: PrepareOptions): Promise<string> =>
  await prepareDatabase(start).then(
    () => 'started',
    (error: unknown) => (error instanceof ConfigError ? error.message : String(error)),
  );

describe('a start', () => {
  test('prepares a new database in production too: its indexes are there, and it has nothing to migrate', async () => {
    const { as, connection, notes } = await newDatabase();
    const neverRuns = { name: 'never', run: async () => expect.fail('it ran') };
    await prepareDatabase(as({ migrations: [neverRuns] }));
    expect(await missingIndexes(connection)).toEqual([]);
    expect(new Set((await notes.listIndexes()).map(({ name }) => name))).toEqual(new Set(['_id_', 'words_-1', 'written']));
    expect(await refused(as({ migrations: [neverRuns] }))).toBe('started');
  });

  test('of several processes at once prepares it once', async () => {
    const { as, connection } = await newDatabase();
    await Promise.all(Array.from({ length: 5 }, async () => await prepareDatabase(as())));
    expect(await connection.collection('owner').countDocuments()).toBe(1);
    expect(await missingIndexes(connection)).toEqual([]);
  });

  test('refuses the database of another subgraph, and says where to give another', async () => {
    const { as, connection } = await newDatabase();
    await prepareDatabase(as());
    const message = await refused(as({ subgraph: 'posts' }));
    expect(message).toContain(`${connection.name} belongs to the subgraph notes`);
    expect(message).toContain('MONGODB_URI');
    expect(await refused(as({ subgraph: 'posts', isProduction: false }))).toBe(message);
  });

  test('refuses a database that a newer version has migrated, also where a migration has only begun', async () => {
    const { as, connection } = await newDatabase();
    await prepareDatabase(as());
    await connection.collection<{ _id: string; doneAt: null }>('upgrades').insertOne({ _id: 'of tomorrow', doneAt: null });
    for (const isProduction of [true, false]) expect(await refused(as({ isProduction }))).toMatch(/newer version of notes.*"of tomorrow"/);
    await expect(migrateDatabase(as(), () => undefined)).rejects.toThrow(/newer version/);
  });

  test('refuses, in production, what is not migrated, and names the command; elsewhere it migrates', async () => {
    const { as, notes, connection } = await newDatabase();
    // Stored before databases had owners.
    await notes.insertMany([note(1), note(2)]);
    const version = { migrations: [countWords(notes)] };
    const message = await refused(as(version));
    expect(message).toMatch(/npm run migrate/);
    expect(message).toContain('"words counted", notes.words_-1, notes.written');
    expect([await uncounted(notes), (await missingIndexes(connection)).length]).toEqual([2, 2]);
    expect(await refused(as({ ...version, isProduction: false }))).toBe('started');
    expect([await uncounted(notes), (await missingIndexes(connection)).length]).toEqual([0, 0]);
    expect(await refused(as(version))).toBe('started');
  });

  test('of production waits for another process that migrates', async () => {
    const { as, notes } = await newDatabase();
    await notes.insertMany([note(1)]);
    const version = { migrations: [countWords(notes)] };
    const starting = prepareDatabase({ ...as(version), patienceMs: 20_000 });
    await migrateDatabase(as(version), () => undefined);
    await expect(starting).resolves.toBeUndefined();
  });
});

test('an index that changed under its name is refused with what to do', async () => {
  const { as, connection, notes } = await newDatabase();
  await notes.insertMany([note(1)]);
  await connection.collection('notes').createIndex({ text: 1 }, { name: 'written' });
  await expect(migrateDatabase(as(), () => undefined)).rejects.toThrow(/changed under its name. Give the new one another name/);
  await dropIndexes(connection, { notes: ['written', 'never there'], nowhere: ['it'] }).cleanUp?.();
  await migrateDatabase(as(), () => undefined);
});

test('a migration that ends at any place goes on from there, while the version before writes', async () => {
  const { as, notes, connection } = await newDatabase();
  await notes.insertMany(Array.from({ length: 195 }, (_, index) => note(index)));
  let written = 195;
  let ends = 0;
  const ended = new Error('the process ended here');
  for (let place = 1; place <= 21; place += 1) {
    let left = place;
    const migration = countWords(notes, () => {
      if ((left -= 1) === 0) throw ended;
    });
    await migrateDatabase(as({ migrations: [migration] }), () => undefined).catch((error: unknown) => {
      if (error !== ended) throw error;
      ends += 1;
    });
    // The version before knows no word counts.
    await notes.insertMany([note((written += 1))]);
    await connection.collection<{ _id: string }>('upgrades').deleteOne({ _id: place % 6 === 0 ? 'words counted' : '' });
  }
  expect(ends).toBeGreaterThanOrEqual(15);
  const version = as({ migrations: [countWords(notes)] });
  await migrateDatabase(version, () => undefined);
  expect(await refused(version)).toBe('started');
  const before = await uncounted(notes);
  // Written after the migration, and found when it runs once more.
  await notes.insertMany([note((written += 1))]);
  expect(await uncounted(notes)).toBe(before + 1);
  const { unsettled, settle } = version.migrations;
  expect(await unsettled(60_000)).toEqual([]);
  for (const migration of await unsettled(0)) await settle(migration);
  expect([await uncounted(notes), (await unsettled(0)).length, await notes.countDocuments()]).toEqual([0, 0, 195 + 22]);
});
