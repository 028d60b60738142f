/** A page and its events as one sequence, against a log with the server's promises: early cursors that can expire. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AgoraError, toAgoraError } from '../errors.ts';
import { join, type LiveUpdate } from './join.ts';

interface Item {
  id: string;
}

const expired = (): AgoraError => toAgoraError({ message: 'Load the page again.', extensions: { code: 'CURSOR_EXPIRED' } });
const item = (seq: number): Item => ({ id: `pst_${seq}` });

/** Events between two steps of the reader: items are published, or the cursor expires after some. */
const episode = fc.record({
  /** Published before the page's cursor is taken, between that and the page, and while it is followed. */
  before: fc.nat({ max: 4 }),
  between: fc.nat({ max: 4 }),
  live: fc.nat({ max: 6 }),
  /** The live items that are deleted when their event arrives. */
  gone: fc.subarray([0, 1, 2, 3, 4, 5]),
});

test('after a page come all items newer than its cursor that it lacks, once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(episode, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 5 }), async (episodes, first) => {
      let head = 0;
      let round = -1;
      const gone = new Set<string>();
      const wanted: LiveUpdate<Item, object>[] = [];
      const load = async () => {
        round += 1;
        head += episodes[round]?.before ?? 0;
        const liveCursor = String(head);
        head += episodes[round]?.between ?? 0;
        const items = Array.from({ length: Math.min(first, head) }, (_, index) => item(head - index));
        wanted.push({ kind: 'page', items, page: {}, reason: round === 0 ? 'first' : 'expired' });
        const onPage = new Set(items.map(({ id }) => id));
        const { live = 0, gone: hidden = [] } = episodes[round] ?? {};
        for (let seq = Number(liveCursor) + 1; seq <= head + live; seq++) {
          const { id } = item(seq);
          if (seq > head && hidden.includes(seq - head - 1)) gone.add(id);
          else if (!onPage.has(id)) wanted.push({ kind: 'added', item: item(seq), event: seq });
        }
        return { items, page: {}, liveCursor };
      };
      const follow = async function* (after: string | null) {
        head += episodes[round]?.live ?? 0;
        for (let seq = Number(after) + 1; seq <= head; seq++) yield { item: gone.has(item(seq).id) ? null : item(seq), event: seq };
        if (round < episodes.length - 1) throw expired();
      };
      const got: LiveUpdate<Item, object>[] = [];
      for await (const update of join({ load, follow, keyOf: ({ id }) => id }, new AbortController().signal)) got.push(update);
      expect(got).toEqual(wanted);
    }),
  );
});

test('an item comes again only when its version has changed', async () => {
  interface Group extends Item {
    actorCount: number;
  }
  const load = async () => ({ items: [{ id: 'ntf_1', actorCount: 2 }], page: {}, liveCursor: '0' });
  const follow = async function* () {
    for (const actorCount of [2, 3, 3, 4]) yield { item: { id: 'ntf_1', actorCount }, event: actorCount };
  };
  const keyOf = ({ id, actorCount }: Group): string => `${id} ${actorCount}`;
  const counts: number[] = [];
  for await (const update of join({ load, follow, keyOf }, new AbortController().signal))
    if (update.kind === 'added') counts.push(update.item.actorCount);
  expect(counts).toEqual([3, 4]);
});

test('a permanent failure is thrown', async () => {
  const load = async () => ({ items: [], page: {}, liveCursor: '0' });
  const follow = async function* (): AsyncGenerator<{ item: Item; event: null }> {
    yield { item: item(1), event: null };
    throw toAgoraError({ message: 'Signed out.', extensions: { code: 'UNAUTHENTICATED' } });
  };
  const reading = (async () => {
    for await (const _ of join({ load, follow, keyOf: ({ id }: Item) => id }, new AbortController().signal)) void _;
  })();
  await expect(reading).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
