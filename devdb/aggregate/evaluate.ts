import type { Document, Value } from '../bson/values.ts';

/** The values that an expression can read: the document, and the variables bound around it. */
export interface Scope {
  root: Document;
  variables: Record<string, Value>;
}

/** Gives the expression's value for a document; `undefined` stands for a missing field. */
export type Evaluate = (scope: Scope) => Value | undefined;
