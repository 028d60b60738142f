/** The promises of MongoDB that the product uses are kept by the database of the tests, and a broken one is told in words. */
import { equal } from 'node:assert/strict';
import mongoose from 'mongoose';
import { beforeAll, expect, inject, test } from 'vitest';
import { withDatabase } from '#lib/db/address.ts';
import { type Broken, checkContract, describeBroken } from './check-contract.ts';
import { contract } from './contract.ts';
import { chapter } from './promise.ts';

// The slow ones take minutes: `npm run prove -- contract` tries them.
const quick = contract.filter(({ isSlow }) => !isSlow);
const brokenOf = new Map<string, Broken>();
const address = (): string => withDatabase(inject('mongodbUri'), `test_${process.pid}`);

beforeAll(async () => {
  const { broken } = await checkContract(address(), quick);
  for (const each of broken) brokenOf.set(nameOf(each.promised), each);
});

const nameOf = ({ chapter: title, says }: { chapter: string; says: string }): string => `${title}: ${says}`;

test.each(quick.map(nameOf))('%s', (name) => {
  const broken = brokenOf.get(name);
  expect(broken && describeBroken(broken)).toBeUndefined();
});

test('each promise has a name of its own, and they are some 150', () => {
  expect(new Set(contract.map(nameOf)).size).toBe(contract.length);
  expect(contract.length).toBeGreaterThanOrEqual(140);
});

test('a promise that is not kept is told, with what hangs on it, and the database is dropped', async () => {
  const promises = chapter('Planted', 'what is planted', {
    'a count is wrong': async ({ things }) => equal(await (await things([{ _id: 'a' }])).countDocuments(), 2),
    'a command is refused': async ({ database }) => void (await database.command({ noSuchCommand: 1 })),
    'it holds': async ({ things }) => equal(await (await things()).countDocuments(), 0),
  });
  const { kept, broken } = await checkContract(address(), promises);
  expect(kept).toBe(1);
  const told = broken.map(describeBroken).join('\n');
  expect(told).toMatch(/Planted: a count is wrong[^]*1 !== 2[^]*needed by: what is planted/);
  expect(told).toMatch(/Planted: a command is refused[^]*noSuchCommand/);
  const connection = await mongoose.createConnection(address(), { dbName: `test_${process.pid}_contract` }).asPromise();
  expect(await connection.listCollections()).toEqual([]);
  await connection.destroy();
});

test('a database that holds something else is left alone', async () => {
  const uri = withDatabase(inject('mongodbUri'), `test_${process.pid}_other`);
  const connection = await mongoose.createConnection(uri, { dbName: `test_${process.pid}_other_contract` }).asPromise();
  await connection.collection('posts').insertOne({ text: 'precious' });
  await expect(checkContract(uri, contract.slice(0, 1))).rejects.toThrow(/holds something else/);
  expect(await connection.collection('posts').countDocuments()).toBe(1);
  await connection.dropDatabase();
  await connection.destroy();
});
