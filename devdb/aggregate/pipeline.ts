// Aggregation pipelines. A leading `$match`, `$sort`, `$skip` and `$limit` become a query that can use an index;
// the rest runs over chunks of documents.
import { CommandError, failedToParse } from '../errors.ts';
import { asNumber, type Document, isDocument, type Value } from '../bson/values.ts';
import type { Query } from '../plan/query.ts';
import type { Turns } from '../plan/turns.ts';
import type { Filter } from '../query/filter.ts';
import { matches } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { createSorter, parseSort } from '../query/sort.ts';
import { integerValue } from './arithmetic.ts';
import { compileDocumentStage } from './document-stages.ts';
import { compileGroup } from './group.ts';
import { compileUnwind } from './unwind.ts';

type Chunks = AsyncIterable<Document[]>;
export type Stage = (input: Chunks, turns: Turns) => Chunks;

export interface Pipeline {
  query: Query;
  stages: Stage[];
}

export function compilePipeline(pipeline: readonly Value[], hint: Value | undefined): Pipeline {
  const steps = pipeline.map((step): [string, Value] => {
    const name = isDocument(step) && step.size === 1 ? step.keys().next().value : undefined;
    if (!isDocument(step) || name === undefined)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    return [name, step.get(name)!];
  });
  const query: Query = { filter: { kind: 'and', parts: [] }, sort: [], skip: 0, limit: undefined, hint };
  let at = 0;
  while (steps[at]?.[0] === '$match') query.filter = bothOf(query.filter, parseMatch(steps[at++]![1]));
  if (steps[at]?.[0] === '$sort') query.sort = parseSortStage(steps[at++]![1]);
  if (steps[at]?.[0] === '$skip') query.skip = parseCount('$skip', steps[at++]![1], 0);
  if (steps[at]?.[0] === '$limit') query.limit = parseCount('$limit', steps[at++]![1], 1);
  return { query, stages: steps.slice(at).map(([name, spec]) => compileStage(name, spec)) };
}

function bothOf(a: Filter, b: Filter): Filter {
  const parts = [a, b].flatMap((filter) => (filter.kind === 'and' ? filter.parts : [filter]));
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

function parseMatch(spec: Value): Filter {
  if (!isDocument(spec)) throw new CommandError(15959, 'the match filter must be an expression in an object');
  return parseFilter(spec);
}

function parseSortStage(spec: Value) {
  const sort = parseSort(spec);
  if (sort.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  return sort;
}

function parseCount(stage: string, spec: Value, least: number): number {
  const count = asNumber(spec);
  if (count === undefined || !Number.isInteger(count) || count < least)
    throw new CommandError(
      stage === '$limit' ? 15958 : 5107200,
      `invalid argument to ${stage} stage: Expected a ${least === 1 ? 'positive' : 'non-negative'} integer`,
    );
  return count;
}

function compileStage(name: string, spec: Value): Stage {
  const mapDocument = compileDocumentStage(name, spec);
  if (mapDocument) return mapChunks((docs) => docs.map(mapDocument));
  switch (name) {
    case '$match': {
      const filter = parseMatch(spec);
      return mapChunks((docs) => docs.filter((doc) => matches(filter, doc)));
    }
    case '$unwind': {
      const unwind = compileUnwind(spec);
      return mapChunks((docs) => docs.flatMap(unwind));
    }
    case '$skip':
      return skipStage(parseCount(name, spec, 0));
    case '$limit':
      return limitStage(parseCount(name, spec, 1));
    case '$sort':
      return sortStage(spec);
    case '$group':
      return groupStage(spec);
    case '$count':
      return countStage(spec);
    default:
      throw new CommandError(40324, `devdb does not serve the pipeline stage '${name}'`);
  }
}

function mapChunks(change: (docs: Document[]) => Document[]): Stage {
  return async function* (input) {
    for await (const docs of input) {
      const changed = change(docs);
      if (changed.length > 0) yield changed;
    }
  };
}

function skipStage(count: number): Stage {
  return async function* (input) {
    let left = count;
    for await (const docs of input) {
      const rest = docs.slice(left);
      left = Math.max(0, left - docs.length);
      if (rest.length > 0) yield rest;
    }
  };
}

function limitStage(count: number): Stage {
  return async function* (input) {
    let left = count;
    for await (const docs of input) {
      yield docs.slice(0, left);
      left -= docs.length;
      if (left <= 0) return;
    }
  };
}

function sortStage(spec: Value): Stage {
  const fields = parseSortStage(spec);
  return async function* (input) {
    const sorter = createSorter<Document>(fields, undefined);
    for await (const docs of input) for (const doc of docs) sorter.add(doc, doc);
    yield* inChunks(sorter.sorted());
  };
}

function groupStage(spec: Value): Stage {
  const start = compileGroup(spec);
  return async function* (input) {
    const grouping = start();
    for await (const docs of input) for (const doc of docs) grouping.add(doc);
    yield* inChunks(grouping.results());
  };
}

function countStage(spec: Value): Stage {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.'))
    throw failedToParse('the count field must be a non-empty string');
  return async function* (input) {
    let count = 0;
    for await (const docs of input) count += docs.length;
    if (count > 0) yield [new Map([[spec, integerValue(count)]])];
  };
}

function* inChunks(docs: Document[]): Generator<Document[]> {
  for (let i = 0; i < docs.length; i += 1000) yield docs.slice(i, i + 1000);
}
