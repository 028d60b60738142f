/** What the code generator writes for an operation, and what the client does with it. */

declare const types: unique symbol;

/** An operation with the types of its answer and its variables; written by the code generator, never by hand. */
export interface TypedDocument<Data, Variables> {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The operation with its fragments, as it is sent. */
  readonly text: string;
  /** The variable whose value takes an `idempotencyKey`; the client fills one in, so that it can send the mutation again. */
  readonly keyedBy?: string;
  /** Whether sending the mutation twice does the same as once. */
  readonly isIdempotent?: true;
  /** Of a subscription that can go on where it stopped: the variable for `after`, and the field of the event that has the `cursor`. */
  readonly resumes?: { readonly after: string; readonly event: string };
  /** Never there: it carries the types. */
  readonly [types]?: (variables: Variables) => Data;
}

/** A document of whatever types. */
export type AnyDocument = TypedDocument<unknown, never>;

/** The answer of an operation. */
export type DataOf<Document> = Document extends TypedDocument<infer Data, infer _Variables> ? Data : never;

/** The variables of an operation. */
export type VariablesOf<Document> = Document extends TypedDocument<infer _Data, infer Variables> ? Variables : never;
