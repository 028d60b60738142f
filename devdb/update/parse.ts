// Reads the update part of a command: a replacement, operators, or a pipeline.
import { CommandError, ErrorCode, badValue, failedToParse } from '../errors.ts';
import { type Document, inspect, isDocument, type Value } from '../bson/values.ts';
import { compileDocumentStage, type MapDocument } from '../aggregate/document-stages.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Filter } from '../query/filter.ts';
import { updateOperators } from './operators.ts';
import type { Apply } from './operator.ts';

export interface Operation {
  operator: string;
  path: string[];
  apply: Apply;
  whenInserting: boolean;
}

export type Update =
  | { kind: 'replacement'; doc: Document }
  | { kind: 'operators'; operations: Operation[]; arrayFilters: Map<string, Filter> }
  | { kind: 'pipeline'; stages: MapDocument[] };

export function parseUpdate(spec: Value | undefined, arrayFilters: Value | undefined): Update {
  if (Array.isArray(spec)) {
    if (arrayFilters !== undefined) throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    return { kind: 'pipeline', stages: spec.map(parseStage) };
  }
  if (!isDocument(spec)) throw failedToParse('Update argument must be either an object or an array');
  const first = spec.keys().next().value;
  if (!first?.startsWith('$')) {
    for (const name of spec.keys())
      if (name.startsWith('$'))
        throw new CommandError(
          ErrorCode.DollarPrefixedFieldName,
          `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
        );
    if (arrayFilters !== undefined && Array.isArray(arrayFilters) && arrayFilters.length > 0)
      throw failedToParse('arrayFilters may not be specified for replacement-style updates');
    return { kind: 'replacement', doc: spec };
  }
  const filters = parseArrayFilters(arrayFilters);
  const operations = parseOperations(spec);
  const used = new Set(
    operations.flatMap(({ path }) => path.filter((part) => part.startsWith('$[') && part !== '$[]').map((part) => part.slice(2, -1))),
  );
  for (const name of filters.keys())
    if (!used.has(name)) throw failedToParse(`The array filter for identifier '${name}' was not used in the update ${inspect(spec)}`);
  for (const name of used) if (!filters.has(name)) throw badValue(`No array filter found for identifier '${name}' in path`);
  return { kind: 'operators', operations, arrayFilters: filters };
}

const pipelineStages = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];

function parseStage(stage: Value): MapDocument {
  const name = isDocument(stage) && stage.size === 1 ? stage.keys().next().value! : undefined;
  if (!isDocument(stage) || name === undefined)
    throw failedToParse('A pipeline stage specification object must contain exactly one field.');
  if (!pipelineStages.includes(name))
    throw new CommandError(ErrorCode.InvalidOptions, `${name} is not allowed to be used within an update`);
  return compileDocumentStage(name, stage.get(name)!)!;
}

function parseOperations(spec: Document): Operation[] {
  const operations: Operation[] = [];
  for (const [operator, fields] of spec) {
    if (!operator.startsWith('$'))
      throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
    if (operator !== '$rename' && !updateOperators[operator])
      throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
    if (!isDocument(fields))
      throw failedToParse(
        `Modifiers operate on fields but we found type ${Array.isArray(fields) ? 'array' : typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${inspect(fields)}}`,
      );
    for (const [name, operand] of fields) {
      const path = parseUpdatePath(name);
      if (operator === '$rename') operations.push(...renameOperations(name, path, operand));
      else
        operations.push({ operator, path, apply: updateOperators[operator]!(operand, name), whenInserting: operator === '$setOnInsert' });
    }
  }
  operations.sort((a, b) => comparePaths(a.path, b.path));
  for (let i = 1; i < operations.length; i++) {
    const before = operations[i - 1]!.path;
    const here = operations[i]!.path;
    if (before.every((part, at) => here[at] === part))
      throw new CommandError(
        ErrorCode.ConflictingUpdateOperators,
        `Updating the path '${here.join('.')}' would create a conflict at '${before.join('.')}'`,
      );
  }
  return operations;
}

function renameOperations(name: string, from: string[], target: Value): Operation[] {
  if (typeof target !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${name}: ${inspect(target)}`);
  const to = parseUpdatePath(target);
  if ([...from, ...to].some((part) => part.startsWith('$')))
    throw badValue(`The source and target field for $rename may not be dynamic: ${name}`);
  if (name === target) throw badValue(`The source and target field for $rename must differ: ${name}: "${target}"`);
  return [
    { operator: '$rename', path: from, apply: () => undefined, whenInserting: false },
    { operator: '$rename', path: to, apply: (_, root) => ({ renamedFrom: from, root }), whenInserting: false },
  ];
}

function parseUpdatePath(name: string): string[] {
  const path = name.split('.');
  for (const [i, part] of path.entries()) {
    if (part === '')
      throw new CommandError(ErrorCode.EmptyFieldName, `The update path '${name}' contains an empty field name, which is not allowed.`);
    if (!part.startsWith('$')) continue;
    const isPosition = part === '$' || part === '$[]' || /^\$\[[a-z][a-zA-Z0-9]*\]$/.test(part);
    if (!isPosition)
      throw new CommandError(ErrorCode.DollarPrefixedFieldName, `The dollar ($) prefixed field '${part}' in '${name}' is not allowed`);
    if (i === 0)
      throw badValue(`Cannot have array filter identifier (i.e. '$[<id>]') or positional operator in the first position in path '${name}'`);
  }
  return path;
}

/** Number-like parts by number, others by text: the order in which MongoDB adds new fields. */
function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const left = a[i]!;
    const right = b[i]!;
    if (left === right) continue;
    if (/^\d+$/.test(left) && /^\d+$/.test(right)) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

function parseArrayFilters(given: Value | undefined): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  if (given === undefined) return filters;
  if (!Array.isArray(given)) throw badValue('arrayFilters must be an array');
  for (const each of given) {
    if (!isDocument(each)) throw badValue('each of arrayFilters must be an object');
    const filter = parseFilter(each);
    const names = new Set(topNames(filter));
    if (names.size !== 1)
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      );
    const [name] = names;
    if (filters.has(name!)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    filters.set(name!, filter);
  }
  return filters;
}

function topNames(filter: Filter): string[] {
  if (filter.kind === 'field') return [filter.path[0]!];
  return filter.kind === 'expression' ? ['$expr'] : filter.parts.flatMap(topNames);
}
