// A server that is killed, closed or started twice. `npm run prove -- devdb-kills` kills it many times.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killDevdb } from '#test/harness/devdb-kills/run.ts';
import { startDevdb } from './index.ts';
import { firstSeedOf } from '#test/harness/generate/cases.ts';

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

test('killed in the midst of writes and transactions, it loses nothing acknowledged and keeps its indexes in step', async () => {
  const seed = firstSeedOf();
  const { writes, transfers, dumped, faults } = await killDevdb({ kills: 3, seed });
  expect(faults, `with AGORA_SEED=${seed}`).toEqual([]);
  expect(Math.min(writes, transfers, dumped)).toBeGreaterThan(0);
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
