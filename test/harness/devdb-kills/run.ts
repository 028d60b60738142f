/** Kills a devdb again and again while it writes, and looks each time at what is left: its files, its data, its dump. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import mongoose from 'mongoose';
import { checkIntegrity } from '../../../devdb/index.ts';
import { fromLine } from '../../../tools/dump/documents.ts';
import { dump } from '../../../tools/dump/dump.ts';
import { collectionsOf, fileOf } from '../../../tools/dump/manifest.ts';
import { openDumpStores } from '../../../tools/dump/stores.ts';
import { repeatableChance } from '../generate/repeatable-chance.ts';
import { killWhileStarting, startDevdbProcess } from './server.ts';
import { createTransfers, type Transfers } from './transfers.ts';
import { createWriter, type Doc, docIndexes, docsName, type Writer } from './writer.ts';

export interface DevdbKills {
  kills: number;
  seed: number;
  /** Is told of each kill. */
  say?: (kill: number, faults: readonly string[]) => void;
}

export interface DevdbKillsResult {
  kills: number;
  /** Writes and transactions that were acknowledged. */
  writes: number;
  transfers: number;
  /** Documents in all dumps. */
  dumped: number;
  faults: string[];
}

const writerCount = 6;
const transferCount = 2;
/** Of a subgraph, since a dump is of those. */
const subgraph = 'posts';
const database = 'agora_posts';
/** A kill comes when this many more writes are acknowledged, at most: some while checkpoints are made. */
const mostWrites = 250;
const startingShare = 0.1;
const mostStartMs = 400;

export async function killDevdb({ kills, seed, say = () => undefined }: DevdbKills): Promise<DevdbKillsResult> {
  const chance = repeatableChance(seed);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'agora-kills-'));
  const folder = path.join(dataDir, 'devdb');
  const writers = Array.from({ length: writerCount }, (_, number) => createWriter(number, repeatableChance(seed + 1 + number)));
  const transfers = Array.from({ length: transferCount }, (_, number) =>
    createTransfers(`t${number}-`, repeatableChance(seed + 100 + number)),
  );
  const faults: string[] = [];
  const total = (all: readonly { acknowledged: () => number }[]): number => all.reduce((sum, each) => sum + each.acknowledged(), 0);
  let dumped = 0;
  try {
    for (let kill = 1; kill <= kills && faults.length === 0; kill += 1) {
      if (kill > 1 && chance() < startingShare) await killWhileStarting(folder, chance() * mostStartMs);
      else {
        const until = total([...writers, ...transfers]) + Math.ceil(chance() * mostWrites);
        faults.push(
          ...(await writeUntilKilled({
            folder,
            isFirst: kill === 1,
            writers,
            transfers,
            isDue: () => total([...writers, ...transfers]) >= until,
          })),
        );
      }
      faults.push(...checkIntegrity(folder));
      const looked = await lookAtData(dataDir, writers, transfers);
      dumped += looked.dumped;
      faults.push(...looked.faults);
      say(kill, faults);
    }
    return { kills, writes: total(writers), transfers: total(transfers), dumped, faults };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Writing {
  folder: string;
  isFirst: boolean;
  writers: readonly Writer[];
  transfers: readonly Transfers[];
  isDue: () => boolean;
}

/** @returns The answers of the server that were wrong. */
async function writeUntilKilled({ folder, isFirst, writers, transfers, isDue }: Writing): Promise<string[]> {
  const devdb = await startDevdbProcess(folder);
  await using client = await mongoose.mongo.MongoClient.connect(devdb.uri, { serverSelectionTimeoutMS: 300, monitorCommands: true });
  if (isFirst) {
    await client.db(database).collection(docsName).createIndexes(docIndexes);
    await transfers[0]?.open(client.db(database));
  }
  const faults: string[] = [];
  let killing: Promise<void> | undefined;
  // In the midst of what the others write: right after an answer.
  client.on('commandSucceeded', () => {
    if (isDue()) killing ??= devdb.kill();
  });
  await Promise.all(
    [...writers, ...transfers].map(async (each) => {
      try {
        await each.run(client, database);
      } catch (error) {
        faults.push(String(error));
        killing ??= devdb.kill();
      }
    }),
  );
  await killing;
  return faults;
}

/** Opens the data again, compares it with what was acknowledged, and makes a dump, which has to hold the same. */
async function lookAtData(
  dataDir: string,
  writers: readonly Writer[],
  transfers: readonly Transfers[],
): Promise<{ faults: string[]; dumped: number }> {
  await using stores = await openDumpStores({ env: {}, dataDir });
  const db = stores.databases.get(subgraph)!;
  const docs = new Map((await db.collection<Doc>(docsName).find().toArray()).map((doc) => [doc._id, doc]));
  const faults = writers.flatMap((writer) => writer.judge(docs));
  for (const each of transfers) faults.push(...(await each.judge(db)));
  const folder = await mkdtemp(path.join(tmpdir(), 'agora-kills-dump-'));
  try {
    const manifest = await dump({ stores, folder, clock: () => new Date(), say: () => undefined });
    const dumped = collectionsOf(manifest).reduce((sum, each) => sum + each.dumped.documents, 0);
    const lines = (await readFile(fileOf(folder, subgraph, docsName), 'utf8')).split('\n').filter((line) => line !== '');
    const inDump = lines.map((line) => JSON.stringify(fromLine(line))).sort();
    if (!isDeepStrictEqual(inDump, [...docs.values()].map((doc) => JSON.stringify(doc)).sort()))
      faults.push('the dump holds other documents');
    return { faults, dumped };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
