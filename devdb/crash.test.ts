// A server that is killed while it writes: nothing it acknowledged is lost, nothing is half there.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkIntegrity, startDevdb } from './index.ts';

const { MongoClient } = mongoose.mongo;

let path: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'devdb-crash-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(path, { recursive: true, force: true });
});

async function startProcess(): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: { ...process.env, DEVDB_PATH: path, DEVDB_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const uri = /^devdb (mongodb:\S+)$/.exec(line)?.[1];
    if (uri) return { child, uri };
  }
  throw new Error('devdb did not start');
}

function kill(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return gone;
}

test('kill -9 while eight writers insert, update, delete and commit', async () => {
  const { child, uri } = await startProcess();
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 500, retryWrites: false });
  const db = client.db('crash');
  await db.collection('docs').createIndexes([
    { key: { writer: 1, n: -1 }, name: 'by_writer' },
    { key: { key: 1 }, name: 'key', unique: true },
    { key: { tags: 1 }, name: 'tags' },
  ]);
  await db.collection<{ _id: string; n: number }>('pairs').insertMany([
    { _id: 'a', n: 0 },
    { _id: 'b', n: 0 },
  ]);
  const inserted = new Set<string>();
  const deleted = new Set<string>();
  let pairs = 0;
  let isOver = false;

  async function write(writer: number): Promise<void> {
    const docs = db.collection<{ _id: string; writer: number; n: number; key: string; tags: string[] }>('docs');
    for (let n = 0; !isOver; n++) {
      const _id = `${writer}-${n}`;
      await docs.insertOne({ _id, writer, n, key: _id, tags: ['x', _id] });
      inserted.add(_id);
      await docs.updateOne({ _id }, { $set: { n: n + 0.5 }, $push: { tags: 'y' } });
      if (n % 3 > 0) continue;
      deleted.add(_id);
      await docs.deleteOne({ _id });
    }
  }

  async function move(): Promise<void> {
    const both = db.collection<{ _id: string; n: number }>('pairs');
    while (!isOver) {
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await both.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
          await both.updateOne({ _id: 'b' }, { $inc: { n: 1 } }, { session });
        }),
      );
      pairs++;
    }
  }

  const writers = [...[1, 2, 3, 4, 5, 6, 7].map(write), move()].map((each) => each.catch(() => {}));
  // Not before there is something to lose, and then in the midst of writing more.
  await vi.waitFor(() => expect(Math.min(inserted.size, deleted.size * 3, pairs * 10)).toBeGreaterThan(20), {
    timeout: 20_000,
    interval: 10,
  });
  await kill(child);
  isOver = true;
  await Promise.all(writers);
  await client.close();

  expect(inserted.size).toBeGreaterThan(20);
  expect(checkIntegrity(path)).toEqual([]);
  await using again = await startDevdb({ path });
  const reader = await MongoClient.connect(again.uri);
  const found = new Set((await reader.db('crash').collection<{ _id: string }>('docs').find().toArray()).map(({ _id }) => _id));
  expect([...inserted].filter((id) => !deleted.has(id) && !found.has(id))).toEqual([]);
  const [a, b] = await reader.db('crash').collection<{ _id: string; n: number }>('pairs').find().toArray();
  expect(a!.n).toBe(b!.n);
  expect(a!.n).toBeGreaterThanOrEqual(pairs);
  await reader.close();
});

test('a second server on the same directory is refused, and finds the data once the first has closed', async () => {
  const first = await startDevdb({ path });
  await expect(startDevdb({ path })).rejects.toThrow('another process has the data directory');
  const client = await MongoClient.connect(first.uri);
  await client.db('d').collection('c').insertOne({ x: 1 });
  await client.db('d').collection('c').createIndex({ x: 1 }, { unique: true });
  await client.close();
  await first.close();
  await using second = await startDevdb({ path });
  const again = await MongoClient.connect(second.uri);
  expect(await again.db('d').collection('c').countDocuments({ x: 1 })).toBe(1);
  await expect(again.db('d').collection('c').insertOne({ x: 1 })).rejects.toMatchObject({ code: 11000 });
  await again.close();
});

test('a process closes cleanly on SIGTERM', async () => {
  const { child } = await startProcess();
  const gone = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill('SIGTERM');
  expect(await gone).toBe(0);
});

test('its files are for the user alone who runs it, also those of an earlier version', async () => {
  const modes = (): string[] => readdirSync(path).map((name) => (statSync(join(path, name)).mode & 0o777).toString(8));
  for (const name of ['devdb.sqlite', 'lock.sqlite']) writeFileSync(join(path, name), '', { mode: 0o644 });
  const { child, uri } = await startProcess();
  const client = await MongoClient.connect(uri);
  await client.db('modes').collection<{ _id: number }>('docs').insertOne({ _id: 1 });
  await client.close();
  expect(readdirSync(path)).toContain('devdb.sqlite-wal');
  expect(new Set(modes())).toEqual(new Set(['600']));
  await kill(child);
});
