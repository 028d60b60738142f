/**
 * A client that follows its feed live and notes what came and when. It can drop its connection and resume after its
 * last cursor.
 */
import type { Answer, Client, SignedIn } from './client.ts';

const newPost = 'subscription ($after: String) { newPost(after: $after) { cursor post { id text author { username } } } }';

export interface SeenPost {
  id: string;
  text: string;
  cursor: string;
  /** On the monotonic clock. */
  atMs: number;
}

export interface Watcher {
  seen: SeenPost[];
  /** How often the subscription ended and was begun again after the last cursor. */
  resumed: () => number;
  /** Waits until so many have come. @throws Error saying how many there are when time is up. */
  reach: (count: number, withinMs: number) => Promise<void>;
  /** @throws What the watching failed with, if it did. */
  check: () => void;
  /** Cuts the connection; `resume` goes on after the last cursor. */
  drop: () => Promise<void>;
  resume: () => void;
  stop: () => Promise<void>;
}

export interface WatchOptions {
  after: string | null;
  /** Whether a subscription that ends is begun again after the last cursor, as an app would; off lets it throw. */
  resumes?: boolean;
  /** Whether an event may lack what another subgraph gives; off takes that for a failure. */
  allowsErrors?: boolean;
}

/** Begins to follow `newPost`. Events with errors or without a post are a failure that `reach` and `stop` throw. */
export function watchFeed(client: Client, person: SignedIn, { after, resumes = true, allowsErrors = false }: WatchOptions): Watcher {
  const seen: SeenPost[] = [];
  let cursor = after;
  let resumed = 0;
  let failure: unknown = null;
  let wake = (): void => undefined;
  let current: { ending: AbortController; done: Promise<void> } | null = null;

  const take = ({ data, errors }: Answer): void => {
    const atMs = performance.now();
    const event = data?.newPost;
    if ((errors.length > 0 && !allowsErrors) || !event?.post) throw new Error(`An event came as ${JSON.stringify({ data, errors })}`);
    cursor = event.cursor;
    seen.push({ id: event.post.id, text: event.post.text, cursor: event.cursor, atMs });
    wake();
  };
  const follow = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        for await (const answer of client.subscribe(newPost, { after: cursor }, person, signal)) take(answer);
      } catch (error) {
        if (signal.aborted) return;
        const isOurs = error instanceof Error && error.message.startsWith('An event came as');
        if (!resumes || isOurs) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      if (!signal.aborted) resumed += 1;
    }
  };
  const begin = (): void => {
    const ending = new AbortController();
    const done = follow(ending.signal).catch((error: unknown) => {
      failure = error;
      wake();
    });
    current = { ending, done };
  };
  const drop = async (): Promise<void> => {
    current?.ending.abort();
    await current?.done;
    current = null;
  };
  const check = (): void => {
    if (failure !== null) throw failure;
  };
  begin();
  return {
    seen,
    check,
    resumed: () => resumed,
    reach: async (count, withinMs) => {
      const deadline = performance.now() + withinMs;
      while (seen.length < count) {
        check();
        const leftMs = deadline - performance.now();
        if (leftMs <= 0) throw new Error(`${seen.length} of ${count} events after ${withinMs} ms`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, leftMs);
        });
      }
    },
    drop,
    resume: () => {
      resumed += 1;
      begin();
    },
    stop: async () => {
      await drop();
      check();
    },
  };
}
