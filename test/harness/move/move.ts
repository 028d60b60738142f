/** Moves a town from one database to another, as an operator does, and compares what is there. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { dump } from '../../../tools/dump/dump.ts';
import { load } from '../../../tools/dump/load.ts';
import { collectionsOf } from '../../../tools/dump/manifest.ts';
import { openDumpStores } from '../../../tools/dump/stores.ts';
import { startMongodb } from '../stores/mongodb.ts';
import { startStores, type TestStores } from '../stores/stores.ts';
import { startSupergraph } from '../supergraph.ts';
import { askTown, goOn } from './questions.ts';
import { makeTown } from './town.ts';

export interface Move {
  posts: number;
  say?: (line: string) => void;
}

export interface Moved {
  documents: number;
  files: number;
  questions: number;
  /** Files of the second dump that are not those of the first, and answers that differ. */
  faults: string[];
}

export async function moveTown({ posts, say = () => undefined }: Move): Promise<Moved> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'agora-move-'));
  stack.defer(async () => await rm(folder, { recursive: true, force: true }));
  const newStores = async (): Promise<TestStores> => stack.use(await startStores({ mongodbUri: stack.use(await startMongodb()).uri }));
  const [old, young] = [await newStores(), await newStores()];

  const { town, before } = await (async () => {
    await using agora = await startSupergraph({ stores: old });
    const made = await goOn(agora, await makeTown(agora, posts, say));
    return { town: made, before: await askTown(agora, made) };
  })();
  say(`${before.size} answers are kept, and the services stopped`);

  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const documents = await dumpInto(old, first);
  say(`${documents} documents are dumped`);
  {
    await using target = await openDumpStores({ env: { MONGODB_URI: young.uri }, dataDir: folder });
    await load({ stores: target, folder: first, say: () => undefined });
  }
  say('they are loaded');
  await dumpInto(young, second);
  const [one, other] = [await sumsOf(first), await sumsOf(second)];
  const faults = [...new Set([...one.keys(), ...other.keys()])].flatMap((name) =>
    one.get(name) === other.get(name) ? [] : [`${name} differs`],
  );
  say(`dumped again: ${faults.length} of ${one.size} files differ`);

  await cp(join(dataDirOf(old), 'media'), join(dataDirOf(young), 'media'), { recursive: true });
  await using agora = await startSupergraph({ stores: young });
  const after = await askTown(agora, await goOn(agora, town), before);
  for (const [question, answer] of before)
    if (!isDeepStrictEqual(after.get(question), answer))
      faults.push(
        `${question}\n  before ${JSON.stringify(answer).slice(0, 500)}\n  after  ${JSON.stringify(after.get(question)).slice(0, 500)}`,
      );
  return { documents, files: one.size, questions: before.size, faults };
}

const dataDirOf = (stores: TestStores): string => stores.env('media')['AGORA_DATA_DIR'] ?? '';

/** @returns How many documents it holds. */
async function dumpInto({ uri }: TestStores, folder: string): Promise<number> {
  await using stores = await openDumpStores({ env: { MONGODB_URI: uri }, dataDir: folder });
  const manifest = await dump({ stores, folder, clock: () => new Date(), say: () => undefined });
  return collectionsOf(manifest).reduce((sum, { dumped }) => sum + dumped.documents, 0);
}

/** Every file of a folder with the sum of its bytes. */
async function sumsOf(folder: string): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    sums.set(path.slice(folder.length + 1), hash.digest('hex'));
  }
  return sums;
}
