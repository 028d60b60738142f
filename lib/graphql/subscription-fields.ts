import type { GraphQLSchema } from 'graphql';

export interface SubscriptionContext {
  /** Aborts when the client or the server ends the subscription. */
  signal: AbortSignal;
}

/**
 * Lets a schema's subscriptions end at once, and lets each event have loaders of its own.
 *
 * A generator that waits for an event cannot be ended from outside; its `context.signal` can. And what one event loaded
 * must not answer for a later one.
 *
 * @param renew - Gives what each event's execution gets anew in its context.
 */
export function wrapSubscriptionFields<Context extends object>(schema: GraphQLSchema, renew: (context: Context) => object): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe } = field;
    if (!subscribe) throw new Error(`Subscription.${field.name} has no subscribe.`);
    field.subscribe = async (source, args, context: Context & Partial<SubscriptionContext>, info) => {
      const ending = new AbortController();
      context.signal = ending.signal;
      const stream = (await subscribe(source, args, context, info)) as AsyncIterable<unknown>;
      const events = stream[Symbol.asyncIterator]();
      const iterator: AsyncIterableIterator<unknown> = {
        next: async () => {
          const event = await events.next();
          Object.assign(context, renew(context));
          return event;
        },
        return: async () => {
          ending.abort();
          return (await events.return?.()) ?? { done: true, value: undefined };
        },
        [Symbol.asyncIterator]: () => iterator,
      };
      return iterator;
    };
  }
}
