// The parsed form of a filter: what parse-filter makes, and match, the planner and upserts read.
import type { Regex, Value } from '../bson/values.ts';

export type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

export type Test =
  | { op: '$eq'; value: Value }
  | { op: Comparison; value: Value }
  /** `texts` and `others` are the values once more: a text is looked up, however many there are. */
  | { op: '$in'; values: Value[]; texts: ReadonlySet<string>; others: Value[]; patterns: RegExp[] }
  | { op: '$exists'; exists: boolean }
  | { op: '$type'; codes: number[] }
  | { op: '$regex'; source: Regex; pattern: RegExp }
  | { op: '$mod'; divisor: number; remainder: number }
  | { op: '$size'; size: number }
  | { op: '$all'; each: Test[] }
  | { op: '$elemMatch'; tests: Test[] }
  | { op: '$elemMatchObject'; filter: Filter }
  | { op: '$not'; tests: Test[] };

export type Filter =
  | { kind: 'and' | 'or' | 'nor'; parts: Filter[] }
  | { kind: 'field'; name: string; path: string[]; test: Test }
  | { kind: 'expression'; holds: (doc: Map<string, Value>) => boolean };

/** The fields at the top of a document that a filter looks at; `undefined` when it may look at any. */
export function topFieldsOf(filter: Filter): string[] | undefined {
  if (filter.kind === 'field') return [filter.path[0]!];
  if (filter.kind === 'expression') return undefined;
  const parts = filter.parts.map(topFieldsOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
