import type { Document, Value } from '../bson/values.ts';
import type { Filter, Test } from './filter.ts';
import { matches, valuePasses } from './match.ts';

/**
 * The position of the array element that made the document match, for the positional `$`. The last condition on an
 * array decides.
 */
export function matchedPosition(filter: Filter, doc: Document): number | undefined {
  switch (filter.kind) {
    case 'and':
      return last(filter.parts.map((part) => matchedPosition(part, doc)));
    case 'or': {
      const branch = filter.parts.find((part) => matches(part, doc));
      return branch && matchedPosition(branch, doc);
    }
    case 'field':
      return inPath(doc, filter.path, filter.test);
    default:
      return undefined;
  }
}

function last(positions: (number | undefined)[]): number | undefined {
  return positions.filter((position) => position !== undefined).at(-1);
}

function inPath(doc: Document, path: string[], test: Test): number | undefined {
  let value: Value | undefined = doc;
  for (let i = 0; i < path.length; i++) {
    if (!(value instanceof Map)) return undefined;
    value = value.get(path[i]!);
    if (Array.isArray(value)) return inArray(value, path.slice(i + 1), test);
  }
  return undefined;
}

function inArray(array: Value[], rest: string[], test: Test): number | undefined {
  if (test.op === '$not' || test.op === '$exists') return undefined;
  if (test.op === '$all') return last(test.each.map((each) => inArray(array, rest, each)));
  const position = array.findIndex((element) => {
    if (rest.length > 0) return element instanceof Map && matches({ kind: 'field', name: rest.join('.'), path: rest, test }, element);
    return valuePasses(test.op === '$elemMatch' || test.op === '$elemMatchObject' ? [element] : element, test);
  });
  return position < 0 ? undefined : position;
}
