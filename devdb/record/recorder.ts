// Notes the work that a server does: the shapes of queries with what they cost, what transactions write where, and
// what a sharded cluster would refuse. Tests judge it.
import { decodeDocument } from '../bson/decode.ts';
import type { QueryRun } from '../plan/run-query.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../store/collection.ts';
import type { Observer } from './observer.ts';
import { filterShape, planShape, sortShape } from './shape.ts';
import { allowsUnique, changedFields, placeOf, type ShardKey, type Targeting, targetingOf } from './targeting.ts';

/** The shard keys of collections, by the last word of their database's name (behind a `_`), `*` for any, and their name. */
export type ShardKeys = Readonly<Record<string, Readonly<Record<string, ShardKey>>>>;

export interface RecordedQuery {
  namespace: string;
  /** `find`, `update` …; with `one` for a write of one document at most. */
  command: string;
  filter: string;
  sort: string;
  isLimited: boolean;
  plans: string[];
  runs: number;
  /** Of the run that looked at most beyond what it gave. */
  documents: number;
  returned: number;
  readsWhole: boolean;
  sortsInMemory: boolean;
  /** The most ranges of an index that were merged into one order. */
  mergedRanges: number;
  /** Absent where the collection is not sharded. */
  targeting?: Targeting;
}

export interface RecordedTransaction {
  database: string;
  collections: string[];
  runs: number;
  /** On how many shards it wrote, at most. */
  shards: number;
}

export interface RecordedRefusal {
  namespace: string;
  kind: 'unique index without the shard key' | 'change of the shard key' | 'an upsert that MongoDB does not run again';
  detail: string;
}

export interface RecordedWork {
  queries: RecordedQuery[];
  transactions: RecordedTransaction[];
  refusals: RecordedRefusal[];
}

export interface Recorder extends Observer {
  query: (command: string, run: QueryRun) => void;
  /** An upsert outside of transactions fails where another one of the same document is faster. */
  upsertedOnce: (collection: Collection, filter: Filter) => void;
  work: () => RecordedWork;
}

const maxShapes = 20_000;

export function createRecorder(shardKeys: ShardKeys): Recorder {
  const queries = new Map<string, RecordedQuery>();
  const transactions = new Map<string, RecordedTransaction>();
  const refusals = new Map<string, RecordedRefusal>();
  const keyOf = (collection: Collection): ShardKey | undefined => {
    return shardKeys[databaseOf(collection)]?.[collection.name] ?? shardKeys['*']?.[collection.name];
  };
  const refuse = (refusal: RecordedRefusal): void => void refusals.set(Object.values(refusal).join(), refusal);

  return {
    query(command, { collection, query, plan, counts, returned }) {
      const key = keyOf(collection);
      const isWrite = command !== 'find' && command !== 'aggregate' && command !== 'count' && command !== 'distinct';
      const run: RecordedQuery = {
        namespace: `${databaseOf(collection)}.${collection.name}`,
        command: isWrite && query.limit === 1 ? `${command} one` : command,
        filter: filterShape(query.filter),
        sort: sortShape(query.sort),
        isLimited: query.limit !== undefined,
        plans: [planShape(plan)],
        runs: 1,
        documents: counts.documents,
        returned,
        readsWhole: plan.kind === 'collection',
        sortsInMemory:
          query.sort.length > 0 && !(plan.kind === 'index' && (plan.isSorted || plan.ranges.every((range) => range.isUniqueKey))),
        mergedRanges: plan.kind === 'index' && plan.isSorted ? plan.ranges.length : 0,
        ...(key && { targeting: targetingOf(key, query.filter) }),
      };
      const name = [run.namespace, run.command, run.filter, run.sort, run.isLimited].join('\n');
      const known = queries.get(name);
      if (known) merge(known, run);
      else if (queries.size < maxShapes) queries.set(name, run);
    },
    upsertedOnce(collection, filter) {
      const namespace = `${databaseOf(collection)}.${collection.name}`;
      refuse({ namespace, kind: 'an upsert that MongoDB does not run again', detail: filterShape(filter) });
    },
    replaced(collection, before, after) {
      const key = keyOf(collection);
      const fields = key ? changedFields(key, before, after) : [];
      const namespace = `${databaseOf(collection)}.${collection.name}`;
      if (fields.length > 0) refuse({ namespace, kind: 'change of the shard key', detail: fields.join() });
    },
    indexBuilt(collection, index) {
      const key = keyOf(collection);
      const namespace = `${databaseOf(collection)}.${collection.name}`;
      if (index.unique && key && !allowsUnique(key, index))
        refuse({ namespace, kind: 'unique index without the shard key', detail: index.name });
    },
    committed(writes) {
      const [first] = writes;
      if (!first) return;
      const places = writes.map(({ collection, bytes }) => placeOf(keyOf(collection), collection.name, decodeDocument(bytes)));
      const shards = new Set(places).size;
      const database = databaseOf(first.collection);
      const collections = [...new Set(writes.map(({ collection }) => collection.name))].sort();
      const name = [database, ...collections].join();
      const known = transactions.get(name);
      if (known) Object.assign(known, { runs: known.runs + 1, shards: Math.max(known.shards, shards) });
      else if (transactions.size < maxShapes) transactions.set(name, { database, collections, runs: 1, shards });
    },
    work: () => ({ queries: [...queries.values()], transactions: [...transactions.values()], refusals: [...refusals.values()] }),
  };
}

function databaseOf({ database }: Collection): string {
  return database.slice(database.lastIndexOf('_') + 1);
}

function merge(known: RecordedQuery, run: RecordedQuery): void {
  known.runs++;
  known.plans = [...new Set([...known.plans, ...run.plans])];
  known.readsWhole ||= run.readsWhole;
  known.sortsInMemory ||= run.sortsInMemory;
  known.mergedRanges = Math.max(known.mergedRanges, run.mergedRanges);
  if (run.targeting === 'none' || known.targeting === undefined) Object.assign(known, run.targeting && { targeting: run.targeting });
  if (run.documents - run.returned > known.documents - known.returned)
    Object.assign(known, { documents: run.documents, returned: run.returned });
}
