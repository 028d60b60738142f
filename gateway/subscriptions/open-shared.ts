/**
 * One subscription whose events the hub sends: its results for graphql-ws are none, and end when it does. Where its subgraph does
 * not serve it like this they are those of a subscription of its own.
 */
import { GraphQLError, type ExecutionResult } from 'graphql';
import { toGraphQLError } from '../execution/errors.ts';
import type { HubErrors } from '../live/hub-client.ts';
import { generatorOf } from './generator-of.ts';

export type Results = AsyncGenerator<ExecutionResult, void, undefined>;

/** Ends a subscription: with errors for its client, or null. */
type End = (errors: HubErrors | Error | null) => void;

export interface OpenSharedOptions {
  /** Begins it. @returns A function that ends it; null where the hub does not serve it. */
  begin: (end: End) => Promise<(() => void) | null>;
  plain: () => Results;
  failed: (errors: readonly GraphQLError[]) => Error;
}

export function openShared({ begin, plain, failed }: OpenSharedOptions): Results {
  const ended = Promise.withResolvers<null>();
  ended.promise.catch(() => undefined);
  let own: Results | null = null;
  let leave: (() => void) | null = null;
  let state: 'new' | 'begun' | 'stopped' = 'new';

  const end: End = (errors) => {
    leave?.();
    if (errors === null) return ended.resolve(null);
    const told = Array.isArray(errors)
      ? errors.map(({ message, extensions }: HubErrors[number]) => new GraphQLError(message, { extensions: extensions ?? null }))
      : [toGraphQLError(errors)];
    ended.reject(failed(told));
  };
  const isStopped = (): boolean => state === 'stopped';
  return generatorOf<ExecutionResult>({
    next: async () => {
      if (state === 'new') {
        state = 'begun';
        try {
          leave = await begin(end);
        } catch (error) {
          throw failed([toGraphQLError(error)]);
        }
        if (isStopped()) leave?.();
        else if (!leave) own = plain();
      }
      if (!own) return await ended.promise;
      const { value } = await own.next();
      return value ? { item: value } : null;
    },
    stop: () => {
      state = 'stopped';
      leave?.();
      void own?.return();
      ended.resolve(null);
    },
  });
}
