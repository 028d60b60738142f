/** Everyone follows their feed live through every disconnect. The history judges the received posts afterwards. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Person } from '../clients/client.ts';

const subscription = 'subscription ($after: String) { newPost(after: $after) { cursor post { id } } }';

export interface LiveEvent {
  /** Null when the post was gone or hidden by the time it was read. */
  postId: string | null;
  atMs: number;
}

export interface LiveFeed {
  events: LiveEvent[];
  stop: () => Promise<void>;
}

/** Follows a feed from its cursor of now. @returns Once the place to follow from is known. */
export async function followLive(client: Client, person: Person, cursor: string): Promise<LiveFeed> {
  const events: LiveEvent[] = [];
  const ending = new AbortController();
  let after = cursor;
  const following = (async () => {
    while (!ending.signal.aborted) {
      try {
        for await (const { data } of client.subscribe(subscription, { after }, person, ending.signal)) {
          if (!data?.newPost) break;
          after = data.newPost.cursor;
          events.push({ postId: data.newPost.post?.id ?? null, atMs: performance.now() });
        }
      } catch {
        // The socket was cut: again after the last cursor.
      }
      if (!ending.signal.aborted) await delay(100);
    }
  })();
  return {
    events,
    stop: async () => {
      ending.abort();
      await following;
    },
  };
}
