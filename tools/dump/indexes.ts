/** The indexes of a collection, as every MongoDB lists and takes them. */
import { EJSON } from 'bson';
import type mongoose from 'mongoose';

export type IndexSpec = Record<string, unknown>;

/** The parts of a listed index that say nothing of it: versions, and the namespace of old servers. */
const unsaid = new Set(['v', 'ns', 'background', 'textIndexVersion']);

/** The indexes of a collection by name, except the one of `_id` and those by which a cluster spreads documents: they stay with it. */
export async function readIndexes(collection: mongoose.mongo.Collection): Promise<IndexSpec[]> {
  const listed = (await collection.indexes()) as IndexSpec[];
  return listed
    .filter(({ name, key }) => name !== '_id_' && !Object.values(key as object).includes('hashed'))
    .map(toSpec)
    .sort((one, other) => (String(one['name']) < String(other['name']) ? -1 : 1));
}

function toSpec(listed: IndexSpec): IndexSpec {
  const said = Object.entries(listed).filter(([option]) => !unsaid.has(option));
  const spec = Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1)));
  const weights = spec['weights'] as Record<string, number> | undefined;
  if (!weights) return spec;
  const texts = Object.keys(weights).sort();
  // Listed keys do not name the texts: these are in the weights, and stand where `_fts` does.
  const key = Object.entries(spec['key'] as Record<string, unknown>).flatMap(([field, kind]) =>
    field === '_fts' ? texts.map((text) => [text, 'text']) : field === '_ftsx' ? [] : [[field, kind]],
  );
  return { ...spec, key: Object.fromEntries(key), weights: Object.fromEntries(texts.map((text) => [text, weights[text]])) };
}

/**
 * Builds indexes.
 *
 * @throws Error when the collection then does not list each of them as it was given.
 */
export async function buildIndexes(database: mongoose.mongo.Db, name: string, indexes: readonly IndexSpec[]): Promise<void> {
  if (indexes.length > 0) await database.command({ createIndexes: name, indexes });
  const built = new Set((await readIndexes(database.collection(name))).map(textOf));
  const missing = indexes.find((index) => !built.has(textOf(index)));
  if (missing) throw new Error(`${database.databaseName}.${name} has the index ${String(missing['name'])} otherwise than it was given.`);
}

const textOf = (index: IndexSpec): string => EJSON.stringify(index, { relaxed: true });
