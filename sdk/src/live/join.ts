/** Joins a page and the events after its `liveCursor` to one sequence; `live.feed` and all live lists use it. */
import { isAgoraError } from '../errors.ts';
import { delayAfter, isPassing } from '../http/resend.ts';
import { waitOrOnline } from '../wait.ts';
import type { LiveStatus } from './follow.ts';

/** A page: at first, and again after an absence that is too long to resume. It replaces all earlier items. */
export interface LivePage<Item, Page> {
  readonly kind: 'page';
  readonly items: readonly Item[];
  /** The loaded page, with its `pageInfo`. */
  readonly page: Page;
  /** `expired`: the absence was too long, so items between this page and the earlier ones may be missing. */
  readonly reason: 'first' | 'expired';
}

/** A new item. Items of the page and of earlier events do not come again, unless their version has changed. */
export interface LiveItem<Item, Event = unknown> {
  readonly kind: 'added';
  readonly item: Item;
  /** The event of the subscription. */
  readonly event: Event;
}

export type LiveUpdate<Item, Page, Event = unknown> = LivePage<Item, Page> | LiveItem<Item, Event>;

export interface Join<Item, Page, Event> {
  /** Loads the newest page. */
  load: (signal: AbortSignal) => Promise<{ items: readonly Item[]; page: Page; liveCursor: string | null }>;
  /** The events after a cursor, across lost connections; the item of an event is null once it was deleted. */
  follow: (after: string | null, signal: AbortSignal) => AsyncIterable<{ item: Item | null; event: Event }>;
  /** The key of an item in its current version. */
  keyOf: (item: Item) => string;
  onStatus?: ((status: LiveStatus) => void) | undefined;
}

/** Duplicates occur only near the page; so many keys find them. */
const rememberedKeys = 2_000;

/** Ends without an error when aborted. @throws AgoraError for errors that are not temporary. */
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

/** Tries until it has loaded; null when aborted. */
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
