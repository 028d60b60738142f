/** Hears a subscription as an app would, and keeps what came. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client, SignedIn } from '../clients/client.ts';

const withinMs = 20_000;
const pollMs = 10;

export interface Listening<Event> extends AsyncDisposable {
  heard: Event[];
  /** Waits until it is enough. @throws Error that shows what was heard when time is up. */
  until: (isEnough: (heard: Event[]) => boolean) => Promise<Event[]>;
}

export interface ListenInput<Event> {
  query: string;
  variables: object;
  as: SignedIn;
  read: (data: Answer['data']) => Event;
}

export function listen<Event>(client: Pick<Client, 'subscribe'>, { query, variables, as, read }: ListenInput<Event>): Listening<Event> {
  const heard: Event[] = [];
  const ending = new AbortController();
  let failure: unknown = null;
  const done = (async () => {
    for await (const { data, errors } of client.subscribe(query, variables, as, ending.signal)) {
      if (errors[0]) throw errors[0];
      heard.push(read(data));
    }
  })().catch((error: unknown) => {
    if (!ending.signal.aborted) failure = error;
  });
  return {
    heard,
    until: async (isEnough) => {
      for (const deadline = performance.now() + withinMs; !isEnough(heard); await delay(pollMs))
        if (failure !== null || performance.now() > deadline) throw new Error(JSON.stringify({ failure, heard }));
      return heard;
    },
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await done;
    },
  };
}
