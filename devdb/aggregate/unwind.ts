import { CommandError, notServed } from '../errors.ts';
import { type Document, isDocument, isTruthy, type Value } from '../bson/values.ts';
import { plainValue } from '../query/path.ts';

/** `$unwind`: one document per element of the array at a path. */
export function compileUnwind(spec: Value): (doc: Document) => Document[] {
  const path = isDocument(spec) ? spec.get('path') : spec;
  if (typeof path !== 'string' || !path.startsWith('$') || path.startsWith('$$'))
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  if (isDocument(spec))
    for (const name of spec.keys())
      if (name !== 'path' && name !== 'preserveNullAndEmptyArrays') throw notServed(`the $unwind option '${name}'`);
  const keepsEmpty = isDocument(spec) && isTruthy(spec.get('preserveNullAndEmptyArrays'));
  const parts = path.slice(1).split('.');
  return (doc) => {
    const value = plainValue(doc, parts);
    if (value === undefined || value === null) return keepsEmpty ? [doc] : [];
    if (!Array.isArray(value)) return [doc];
    if (value.length === 0) return keepsEmpty ? [withValue(doc, parts, undefined)] : [];
    return value.map((element) => withValue(doc, parts, element));
  };
}

function withValue(doc: Document, path: readonly string[], value: Value | undefined): Document {
  const [name = '', ...rest] = path;
  const copy: Document = new Map(doc);
  if (rest.length > 0) copy.set(name, withValue(doc.get(name) as Document, rest, value));
  else if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}
