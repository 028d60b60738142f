// How many documents and bytes there are. Documents are stored as they are, so that their size is also what they take.
import { integerValue } from '../aggregate/arithmetic.ts';
import { type Document, documentOf, Double, isDocument, type Value } from '../bson/values.ts';
import { badValue, CommandError, ErrorCode } from '../errors.ts';
import type { Collection } from '../store/collection.ts';
import { type CollectionSizes, sizesOf } from '../store/sizes.ts';
import { collectionsOf } from './catalog-commands.ts';
import { checkOptions, collectionName, documentOption, type Command, type CommandContext, numberOption } from './context.ts';

const none: CollectionSizes = { documents: 0, bytes: 0, indexBytes: new Map() };

export const collStats: Command = {
  options: ['scale'],
  run(context, body) {
    const stats = storageStatsOf(context, collectionName(body, 'collStats'), scaleOf(body));
    return stats.set('ok', 1);
  },
};

export const dbStats: Command = {
  options: ['scale', 'freeStorage'],
  run(context, body) {
    const scale = scaleOf(body);
    const collections = collectionsOf(context);
    const sizes = collections.map((collection) => sizesOf(context.engine.db, collection));
    const objects = sum(sizes.map(({ documents }) => documents));
    const bytes = sum(sizes.map((each) => each.bytes));
    const indexBytes = sum(sizes.flatMap((each) => [...each.indexBytes.values()]));
    return documentOf({
      db: context.database,
      collections: integerValue(collections.length),
      views: 0,
      objects: integerValue(objects),
      avgObjSize: new Double(objects === 0 ? 0 : bytes / objects),
      dataSize: scaled(bytes, scale),
      storageSize: scaled(bytes, scale),
      indexes: integerValue(sum(collections.map(({ indexes }) => indexes.length))),
      indexSize: scaled(indexBytes, scale),
      totalSize: scaled(bytes + indexBytes, scale),
      scaleFactor: integerValue(scale),
      ok: 1,
    });
  },
};

/** What the stage `$collStats` gives in place of documents, by what it is asked for. */
export function collectionStatistics(context: CommandContext, name: string, spec: Value): Document {
  if (!isDocument(spec)) throw new CommandError(5447000, '$collStats must take a nested object');
  checkOptions(spec, ['storageStats', 'count'], '$collStats');
  if (!context.find(name)) throw new CommandError(ErrorCode.NamespaceNotFound, `Collection [${context.database}.${name}] not found.`);
  const storageStats = documentOption(spec, 'storageStats');
  checkOptions(storageStats, ['scale'], 'storageStats');
  const stats = storageStatsOf(context, name, scaleOf(storageStats));
  const common = { ns: `${context.database}.${name}`, host: context.address, localTime: new Date() };
  const wanted = { storageStats: spec.has('storageStats') ? stats : undefined, count: spec.has('count') ? stats.get('count') : undefined };
  return documentOf({ ...common, ...wanted });
}

/** What a collection takes; zeros where there is none. */
function storageStatsOf(context: CommandContext, name: string, scale: number): Document {
  const collection: Collection | undefined = context.find(name);
  const { documents, bytes, indexBytes } = collection ? sizesOf(context.engine.db, collection) : none;
  const ofIndexes = sum([...indexBytes.values()]);
  return documentOf({
    ns: `${context.database}.${name}`,
    size: scaled(bytes, scale),
    count: integerValue(documents),
    avgObjSize: documents === 0 ? undefined : integerValue(Math.round(bytes / documents)),
    storageSize: scaled(bytes, scale),
    nindexes: integerValue(indexBytes.size),
    indexSizes: new Map([...indexBytes].map(([index, size]) => [index, scaled(size, scale)])),
    totalIndexSize: scaled(ofIndexes, scale),
    totalSize: scaled(bytes + ofIndexes, scale),
    capped: false,
    scaleFactor: integerValue(scale),
  });
}

function scaleOf(options: Document): number {
  const scale = numberOption(options, 'scale') ?? 1;
  if (scale < 1) throw badValue(`BSON field 'scale' value must be >= 1, actual value '${scale}'`);
  return scale;
}

function scaled(bytes: number, scale: number): ReturnType<typeof integerValue> {
  return integerValue(Math.floor(bytes / scale));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
