// Aggregation pipelines. A leading `$match`, `$sort`, `$skip` and `$limit` become a query that can use an index;
// the rest runs over chunks of documents. `$unionWith` adds the results of another such pipeline.
import { CommandError, failedToParse } from '../errors.ts';
import { asNumber, type Document, isDocument, type Value } from '../bson/values.ts';
import type { Query } from '../plan/query.ts';
import { type Filter, topFieldsOf } from '../query/filter.ts';
import { matches } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { listedFields } from '../query/project.ts';
import { createSorter, parseSort } from '../query/sort.ts';
import { integerValue } from './arithmetic.ts';
import { compileDocumentStage } from './document-stages.ts';
import { compileGroup } from './group.ts';
import { compileUnwind } from './unwind.ts';

type Chunks = AsyncIterable<Document[]>;
/** The results of a pipeline over a collection of the same database. */
export type RunPipeline = (collection: string, pipeline: Pipeline) => Chunks;
export type Stage = (input: Chunks, run: RunPipeline) => Chunks;

export interface Pipeline {
  query: Query;
  stages: Stage[];
}

export function compilePipeline(pipeline: readonly Value[], hint: Value | undefined): Pipeline {
  const steps = pipeline.map(readStep);
  const query: Query = { filter: { kind: 'and', parts: [] }, sort: [], skip: 0, limit: undefined, hint };
  let at = 0;
  while (steps[at]?.[0] === '$match') query.filter = bothOf(query.filter, parseMatch(steps[at++]![1]));
  if (steps[at]?.[0] === '$sort') query.sort = parseSortStage(steps[at++]![1]);
  if (steps[at]?.[0] === '$skip') query.skip = parseCount('$skip', steps[at++]![1], 0);
  if (steps[at]?.[0] === '$limit') query.limit = parseCount('$limit', steps[at++]![1], 1);
  const rest = steps.slice(at);
  query.reads = fieldsRead(rest);
  return { query, stages: rest.map(([name, spec]) => compileStage(name, spec)) };
}

/** The top fields that stages read, up to a projection that lists fields; `undefined` where they may read any. */
function fieldsRead(steps: readonly [string, Value][]): ReadonlySet<string> | undefined {
  const read = new Set<string>();
  for (const [name, spec] of steps) {
    if (name === '$limit' || name === '$skip') continue;
    const isListing = name === '$project' && isDocument(spec);
    const fields = isListing ? listedFields(spec) : name === '$match' ? topFieldsOf(parseMatch(spec)) : undefined;
    if (!fields) return undefined;
    for (const field of fields) read.add(field);
    if (isListing) return read;
  }
  return undefined;
}

/** The stages of a pipeline whose documents come from no query. */
export function compileStages(pipeline: readonly Value[]): Stage[] {
  return pipeline.map(readStep).map(([name, spec]) => compileStage(name, spec));
}

function readStep(step: Value): [string, Value] {
  const name = isDocument(step) && step.size === 1 ? step.keys().next().value : undefined;
  if (!isDocument(step) || name === undefined)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [name, step.get(name)!];
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
    case '$unionWith':
      return unionStage(spec);
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

function unionStage(spec: Value): Stage {
  const { collection, pipeline } = parseUnion(spec);
  return async function* (input, run) {
    yield* input;
    yield* run(collection, pipeline);
  };
}

function parseUnion(spec: Value): { collection: string; pipeline: Pipeline } {
  if (typeof spec === 'string') return { collection: spec, pipeline: compilePipeline([], undefined) };
  if (!isDocument(spec)) throw failedToParse('the $unionWith stage specification must be an object or string');
  const unknown = [...spec.keys()].find((key) => key !== 'coll' && key !== 'pipeline');
  if (unknown !== undefined) throw new CommandError(40415, `BSON field '$unionWith.${unknown}' is an unknown field.`);
  const collection = spec.get('coll');
  if (collection === undefined) throw failedToParse('devdb serves $unionWith only with a collection');
  if (typeof collection !== 'string') throw new CommandError(14, "BSON field '$unionWith.coll' is the wrong type, expected type 'string'");
  const pipeline = spec.get('pipeline') ?? [];
  if (!Array.isArray(pipeline)) throw new CommandError(14, "BSON field '$unionWith.pipeline' is the wrong type, expected type 'array'");
  return { collection, pipeline: compilePipeline(pipeline, undefined) };
}

function* inChunks(docs: Document[]): Generator<Document[]> {
  for (let i = 0; i < docs.length; i += 1000) yield docs.slice(i, i + 1000);
}
