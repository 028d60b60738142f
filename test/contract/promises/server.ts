import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Things } from '../ground.ts';
import { chapter } from '../promise.ts';

const mostClockDifferenceMs = 2_000;
/** The wire version of MongoDB 8.0, which the embedded database serves a subset of and compose runs. */
const wireVersion = 25;

export const server = chapter('The server', 'every start', {
  'it is a member of a replica set, or a router of a cluster': {
    neededBy: 'transactions, and writes that are sent again',
    prove: async ({ database }) => {
      const { setName, msg, logicalSessionTimeoutMinutes } = await database.command({ hello: 1 });
      ok(typeof setName === 'string' || msg === 'isdbgrid', 'it stands alone');
      ok(Number(logicalSessionTimeoutMinutes) >= 30, `sessions end after ${String(logicalSessionTimeoutMinutes)} minutes`);
    },
  },
  'it speaks what MongoDB 8.0 speaks': {
    neededBy: 'the indexes that queries go by: tests judge each query by the rules of 8.0',
    prove: async ({ database }) => {
      const { maxWireVersion } = await database.command({ hello: 1 });
      ok(Number(maxWireVersion) >= wireVersion, `its wire version is ${String(maxWireVersion)}, not ${wireVersion} or more`);
    },
  },
  'a document may have 16 MB, and a command 100,000 writes': async ({ database }) => {
    const { maxBsonObjectSize, maxWriteBatchSize } = await database.command({ hello: 1 });
    deepEqual([maxBsonObjectSize, maxWriteBatchSize], [16 * 1024 * 1024, 100_000]);
  },
  'a document of 15 MB is kept': async ({ things }) => {
    const docs = await things([{ _id: 'a', text: 'x'.repeat(15_000_000) }]);
    equal(String((await docs.findOne())?.text).length, 15_000_000);
  },
  'its clock goes with that of this machine': {
    neededBy: 'expiry, which goes by its clock, while leases and jobs go by those of the services',
    prove: async ({ database }) => {
      const before = Date.now();
      const { localTime } = (await database.command({ hello: 1 })) as { localTime: Date };
      const apart = Math.max(before - localTime.getTime(), localTime.getTime() - Date.now());
      ok(apart < mostClockDifferenceMs, `it is ${apart} ms apart`);
    },
  },
  'collections are listed, and one that was dropped is not': {
    neededBy: 'the first start, which tells a new database from one in use, and npm run dump',
    prove: async ({ database, things }) => {
      const docs = await things([{ _id: 'a' }]);
      const isListed = async () => (await database.listCollections({ name: docs.collectionName }).toArray()).length === 1;
      equal(await isListed(), true);
      await docs.drop();
      deepEqual([await isListed(), await docs.countDocuments()], [false, 0]);
    },
  },
  'the first document makes its collection, also of ten writers at once': async ({ database, newName }) => {
    const docs: Things = database.collection(newName());
    await Promise.all(Array.from({ length: 10 }, async (_, n) => await docs.insertOne({ _id: `n${n}` })));
    equal(await docs.countDocuments(), 10);
  },
  'a read of what was never made finds nothing': async ({ database, newName }) => {
    const docs: Things = database.collection(newName());
    deepEqual([await docs.find().toArray(), await docs.countDocuments(), await docs.aggregate([{ $match: {} }]).toArray()], [[], 0, []]);
    deepEqual([(await docs.updateOne({ _id: 'a' }, { $set: { n: 1 } })).matchedCount, (await docs.deleteMany({})).deletedCount], [0, 0]);
  },
  'fifty who ask at once are all answered': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await docs.findOne({ _id: 'a' })));
    ok(answers.every((answer) => answer?.n === 1));
  },
  'names of collections with underscores, and several databases of one prefix, are kept apart': async ({ client, database, things }) => {
    const docs = await things([{ _id: 'a' }]);
    const other = client.db(`${database.databaseName}_`).collection(docs.collectionName);
    equal(await other.countDocuments(), 0);
  },
});
