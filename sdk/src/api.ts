/** A method for each operation that the SDK brings. */
import * as documents from '../generated/operations.ts';
import type { AnyDocument, DataOf, VariablesOf } from './document.ts';
import type { RequestOptions } from './client.ts';

type Documents = typeof documents;
type OperationName = { [Name in keyof Documents]: Name extends `${infer Operation}Document` ? Operation : never }[keyof Documents];
type DocumentOf<Name extends OperationName> = Documents[`${Name}Document`];

/** Sessions are `client.auth`'s alone. */
type Hidden = 'register' | 'login' | 'refreshTokens' | 'logout' | 'logoutEverywhere';

type Shown = {
  [Name in OperationName]: Name extends Hidden ? never : DocumentOf<Name>['kind'] extends 'subscription' ? never : Name;
}[OperationName];

/** The one field of an operation's answer. */
type FieldOf<Data> = Data[keyof Data];

type Method<Document> =
  // Variables that may all be left out may be left out as a whole.
  Record<string, never> extends VariablesOf<Document>
    ? (variables?: VariablesOf<Document>, options?: RequestOptions) => Promise<FieldOf<DataOf<Document>>>
    : (variables: VariablesOf<Document>, options?: RequestOptions) => Promise<FieldOf<DataOf<Document>>>;

/** The operations of the SDK by name, each answering with the value of its field. */
export type Api = { readonly [Name in Shown]: Method<DocumentOf<Name>> };

/** @param run - Sends a query or mutation. */
export function createApi(run: (document: AnyDocument, variables: object, options?: RequestOptions) => Promise<object>): Api {
  const hidden = new Set(['register', 'login', 'refreshTokens', 'logout', 'logoutEverywhere']);
  const methods = Object.entries(documents).map(([constant, document]) => {
    const name = constant.replace(/Document$/, '');
    const method = async (variables: object = {}, options?: RequestOptions): Promise<unknown> =>
      Object.values(await run(document as AnyDocument, variables, options))[0];
    return [name, method, (document as AnyDocument).kind] as const;
  });
  return Object.fromEntries(methods.filter(([name, , kind]) => kind !== 'subscription' && !hidden.has(name)));
}
