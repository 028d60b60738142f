/** An operation as the code generator writes it and the client sends it. */

declare const types: unique symbol;

/** An operation with the types of its answer and variables. The code generator writes it. */
export interface TypedDocument<Data, Variables> {
  /** How the client sends it. */
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The text of the operation with its fragments. */
  readonly text: string;
  /** The variable that takes an `idempotencyKey`. The client fills in a key, so that it can send the mutation again. */
  readonly keyedBy?: string;
  /** Whether sending the mutation twice has the effect of sending it once. */
  readonly isIdempotent?: true;
  /** For a subscription that can resume: the variable for `after`, and the field of the event that has the `cursor`. */
  readonly resumes?: { readonly after: string; readonly event: string };
  /** Exists for the type checker only; it carries the types. */
  readonly [types]?: (variables: Variables) => Data;
}

/** A document of any types. */
export type AnyDocument = TypedDocument<unknown, never>;

/** The type of an operation's answer. */
export type DataOf<Document> = Document extends TypedDocument<infer Data, infer _Variables> ? Data : never;

/** The type of an operation's variables. */
export type VariablesOf<Document> = Document extends TypedDocument<infer _Data, infer Variables> ? Variables : never;
