import type { Document, Value } from '../bson/values.ts';

/** A field that `$rename` takes away from where it was. */
export interface Renamed {
  renamedFrom: string[];
  root: Document;
}

/** Gives the new value; `undefined` removes the field, and what is given back unchanged changes nothing. */
export type Apply = (value: Value | undefined, root: Document) => Value | undefined | Renamed;
