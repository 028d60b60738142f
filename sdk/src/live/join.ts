/** A page and what comes live after it, as one: how `live.feed` works, and whatever else has pages with a `liveCursor`. */
import { isAgoraError } from '../errors.ts';
import { delayAfter, isPassing } from '../http/resend.ts';
import { waitOrOnline } from '../wait.ts';
import type { LiveStatus } from './follow.ts';

/** A page: at first, and again when so much was missed that it cannot be made up for. It replaces all that came before it. */
export interface LivePage<Item, Page> {
  readonly kind: 'page';
  readonly items: readonly Item[];
  /** The page as it was asked for: where to read on, and whatever else it has. */
  readonly page: Page;
  /** `expired`: the connection was away for too long, and there may be more between this page and what was shown. */
  readonly reason: 'first' | 'expired';
}

/** One that has just come; those of a page and of earlier events do not come again, unless they have changed in what the list goes by. */
export interface LiveItem<Item, Event = unknown> {
  readonly kind: 'added';
  readonly item: Item;
  /** The event as it came: whatever else it has. */
  readonly event: Event;
}

export type LiveUpdate<Item, Page, Event = unknown> = LivePage<Item, Page> | LiveItem<Item, Event>;

export interface Join<Item, Page, Event> {
  /** Reads the newest page. */
  load: (signal: AbortSignal) => Promise<{ items: readonly Item[]; page: Page; liveCursor: string | null }>;
  /** What comes after a cursor, through lost connections; an event whose item is gone meanwhile has none. */
  follow: (after: string | null, signal: AbortSignal) => AsyncIterable<{ item: Item | null; event: Event }>;
  /** What tells whether two items are the same, and say the same. */
  keyOf: (item: Item) => string;
  onStatus?: ((status: LiveStatus) => void) | undefined;
}

/** Only around the join can one come twice; so many keys are enough to see it. */
const rememberedKeys = 2_000;

/** @throws AgoraError for what does not pass by itself; ends quietly when aborted. */
export async function* join<Item, Page, Event>(
  { load, follow, keyOf, onStatus }: Join<Item, Page, Event>,
  signal: AbortSignal,
): AsyncGenerator<LiveUpdate<Item, Page, Event>, void> {
  for (let reason: 'first' | 'expired' = 'first'; !signal.aborted; reason = 'expired') {
    onStatus?.({ status: 'connecting' });
    const loaded = await untilLoaded(load, onStatus, signal);
    if (!loaded) return;
    const seen = new Set(loaded.items.map(keyOf));
    yield { kind: 'page', items: loaded.items, page: loaded.page, reason };
    try {
      for await (const { item, event } of follow(loaded.liveCursor, signal)) {
        if (item === null || seen.has(keyOf(item))) continue;
        seen.add(keyOf(item));
        const [oldest] = seen;
        if (seen.size > rememberedKeys && oldest !== undefined) seen.delete(oldest);
        yield { kind: 'added', item, event };
      }
      return;
    } catch (error) {
      if (!isAgoraError(error) || error.code !== 'CURSOR_EXPIRED') throw error;
    }
  }
}

/** Tries as long as it takes; null when aborted. */
async function untilLoaded<Loaded>(
  load: (signal: AbortSignal) => Promise<Loaded>,
  onStatus: ((status: LiveStatus) => void) | undefined,
  signal: AbortSignal,
): Promise<Loaded | null> {
  for (let failures = 0; ; failures++) {
    try {
      return await load(signal);
    } catch (error) {
      if (signal.aborted) return null;
      if (!isPassing(error)) throw error;
      onStatus?.({ status: 'waiting', error });
      await waitOrOnline(delayAfter(error, failures), signal);
    }
  }
}
