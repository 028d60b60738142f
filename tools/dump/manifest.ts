/** `manifest.json` of a dump: what each collection holds. It is written last: a dump without it was cut off. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EJSON } from 'bson';
import { z } from 'zod';

const anything = z.record(z.string(), z.unknown());
const collectionSchema = z.object({
  documents: z.number().int().min(0),
  /** Of its file. */
  sha256: z.string().length(64),
  options: anything,
  indexes: z.array(anything),
});
const manifestSchema = z.object({
  format: z.literal(1),
  /** By subgraph, then by collection. */
  subgraphs: z.record(z.string(), z.record(z.string(), collectionSchema)),
});

export type DumpedCollection = z.infer<typeof collectionSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** The file of a collection's documents. */
export function fileOf(folder: string, subgraph: string, collection: string): string {
  return join(folder, subgraph, `${encodeURIComponent(collection)}.jsonl`);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, 'manifest.json'), `${EJSON.stringify(manifest, undefined, 2, { relaxed: true })}\n`, { flag: 'wx' });
}

/** @throws Error when the folder is no dump, or one that was cut off. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) throw new Error(`${folder} holds no whole dump: it has no manifest.json.`);
  const parsed = manifestSchema.safeParse(EJSON.parse(text));
  if (!parsed.success) throw new Error(`${folder} is a dump that this version cannot read: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The collections of a dump, one after the other. */
export function collectionsOf({ subgraphs }: Manifest): { subgraph: string; name: string; dumped: DumpedCollection }[] {
  return Object.entries(subgraphs).flatMap(([subgraph, collections]) =>
    Object.entries(collections).map(([name, dumped]) => ({ subgraph, name, dumped })),
  );
}
