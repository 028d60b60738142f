/** The indexes of a connection's models: built with one command a collection, and compared with those that are there. */
import type { Connection, Model, mongo } from 'mongoose';

/** Codes of the server. */
const codes = { noCollection: 26, collectionExists: 48, otherOptions: [85, 86] };

/** Builds the indexes that are missing; safe when several processes do so at once. MongoDB serves reads and writes meanwhile. */
export async function buildIndexes(connection: Connection): Promise<void> {
  for (const model of modelsOf(connection)) {
    const wanted = indexesOf(model);
    if (wanted.length > 0) await model.collection.createIndexes(wanted).catch((error: unknown) => explain(model, error));
    else await model.createCollection().catch((error: unknown) => ignore(error, codes.collectionExists));
  }
}

/** The missing indexes, as `<collection>.<index>`. Their names decide: options never change under a name. */
export async function missingIndexes(connection: Connection): Promise<string[]> {
  const missing: string[] = [];
  for (const model of modelsOf(connection)) {
    const wanted = indexesOf(model);
    if (wanted.length === 0) continue;
    const there = new Set((await existingIndexes(model)).map(({ name }) => name));
    for (const { name } of wanted) if (!there.has(name)) missing.push(`${model.collection.collectionName}.${name}`);
  }
  return missing;
}

function modelsOf(connection: Connection): Model<never>[] {
  return Object.values(connection.models) as unknown as Model<never>[];
}

function indexesOf(model: Model<never>): (mongo.IndexDescription & { name: string })[] {
  return model.schema.indexes().map(([key, { background: _background, name, ...options }]) => {
    const named = name ?? Object.entries(key).flat().join('_');
    return { ...(options as Omit<mongo.IndexDescription, 'key'>), key: key as mongo.IndexDescription['key'], name: named };
  });
}

async function existingIndexes(model: Model<never>): Promise<{ name?: string }[]> {
  return await model.collection
    .listIndexes()
    .toArray()
    .catch((error: unknown) => ignore(error, codes.noCollection) ?? []);
}

function ignore(error: unknown, code: number): undefined {
  if ((error as { code?: unknown }).code !== code) throw error;
}

function explain(model: Model<never>, error: unknown): never {
  const { code, message } = error as { code?: number; message?: string };
  if (!codes.otherOptions.includes(code ?? 0)) throw error;
  const { collectionName } = model.collection;
  throw new Error(
    `An index of ${collectionName} changed under its name. Give the new one another name, and drop the old one in a migration. ${message}`,
    { cause: error },
  );
}
