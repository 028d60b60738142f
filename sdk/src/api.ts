/** `client.api`: a method for each operation of the SDK. */
import * as documents from '../generated/operations.ts';
import type { AnyDocument, DataOf, VariablesOf } from './document.ts';
import type { RequestOptions } from './client.ts';

type Documents = typeof documents;
type OperationName = { [Name in keyof Documents]: Name extends `${infer Operation}Document` ? Operation : never }[keyof Documents];
type DocumentOf<Name extends OperationName> = Documents[`${Name}Document`];

/** `client.auth` sends these, because they change the session. */
type Hidden = 'register' | 'login' | 'refreshTokens' | 'logout' | 'logoutEverywhere';

type Shown = {
  [Name in OperationName]: Name extends Hidden ? never : DocumentOf<Name>['kind'] extends 'subscription' ? never : Name;
}[OperationName];

/** The value of the only field of an operation's answer. */
type FieldOf<Data> = Data[keyof Data];

type Method<Document> =
  // Where all variables are optional, the argument is optional too.
  Record<string, never> extends VariablesOf<Document>
    ? (variables?: VariablesOf<Document>, options?: RequestOptions) => Promise<FieldOf<DataOf<Document>>>
    : (variables: VariablesOf<Document>, options?: RequestOptions) => Promise<FieldOf<DataOf<Document>>>;

/**
 * The operations of the SDK by name. Each method answers with the value of the operation's field.
 *
 * @see the pages of posts, users, media, notifications and search
 */
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
