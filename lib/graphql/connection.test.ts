import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../core/errors.ts';
import { mapConnection, type PageArguments, paginate, type Step } from './connection.ts';
import { createCursors } from './cursors.ts';

interface Item {
  at: Date;
  id: string;
  isHidden: boolean;
}

const cursors = createCursors('secret', 'test');
const items = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: 5 }).map((n) => new Date(n)),
    id: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') }),
    isHidden: fc.boolean(),
  }),
  { maxLength: 40, selector: ({ at, id }) => `${at.getTime()} ${id}` },
);

/** Does what MongoDB does with the filters of a step. */
function fetchFrom(all: Item[]): (step: Step) => Promise<Item[]> {
  return async ({ filter, sort, limit }) => {
    const direction = sort['at'] ?? 1;
    const compare = (a: Item, b: Item): number => direction * (a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const strict = (filter['$or'] as Record<string, unknown>[] | undefined)?.[1];
    const operator = direction < 0 ? '$lt' : '$gt';
    const place = strict && { at: strict['at'] as Date, id: (strict['id'] as Record<string, string>)[operator] ?? '', isHidden: false };
    return all
      .filter((item) => !place || compare(item, place) > 0)
      .sort(compare)
      .slice(0, limit);
  };
}

async function page(all: Item[], args: PageArguments) {
  return await paginate({
    args,
    cursors,
    scope: 'list',
    order: 'newest first',
    fields: { at: 'at', id: 'id' },
    fetch: fetchFrom(all),
    placeOf: ({ at, id }) => [at, id],
    keep: (some) => some.filter(({ isHidden }) => !isHidden),
  });
}

const newestFirst = (a: Item, b: Item): number => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

test('walking forwards or backwards gives every visible item once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.integer({ min: 1, max: 7 }), async (all, size) => {
      const expected = all.filter(({ isHidden }) => !isHidden).sort(newestFirst);
      const forwards: Item[] = [];
      for (let after: string | null = null, hasMore = true; hasMore; ) {
        const { nodes, pageInfo } = await page(all, { first: size, after });
        expect(nodes.length).toBeLessThanOrEqual(size);
        forwards.push(...nodes);
        after = pageInfo.endCursor;
        hasMore = pageInfo.hasNextPage;
      }
      expect(forwards).toEqual(expected);
      const backwards: Item[] = [];
      for (let before: string | null = null, hasMore = true; hasMore; ) {
        const { nodes, pageInfo } = await page(all, { last: size, before });
        backwards.unshift(...nodes);
        before = pageInfo.startCursor;
        hasMore = pageInfo.hasPreviousPage;
      }
      expect(backwards).toEqual(expected);
    }),
  );
});

test('what comes and goes between pages makes none of the others appear twice or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(items, items, fc.integer({ min: 1, max: 5 }), async (before, after, size) => {
      const first = await page(before, { first: size });
      const rest: Item[] = [];
      for (let cursor = first.pageInfo.endCursor, hasMore = cursor !== null; hasMore; ) {
        const { nodes, pageInfo } = await page(after, { first: size, after: cursor });
        rest.push(...nodes);
        cursor = pageInfo.endCursor;
        hasMore = pageInfo.hasNextPage;
      }
      const key = ({ at, id }: Item): string => `${at.getTime()} ${id}`;
      const seen = [...first.nodes, ...rest].map(key);
      expect(new Set(seen).size).toBe(seen.length);
      const stayed = before.filter((item) => !item.isHidden && after.some((other) => !other.isHidden && key(other) === key(item))).map(key);
      if (first.pageInfo.hasNextPage || first.nodes.length > 0) expect(seen).toEqual(expect.arrayContaining(stayed));
    }),
  );
});

test.each([
  [{ first: 0 }, 'first'],
  [{ first: -1 }, 'first'],
  [{ first: 101 }, 'first'],
  [{ first: 2 ** 31 - 1 }, 'first'],
  [{ last: 0 }, 'last'],
  [{ first: 1, last: 1 }, 'last'],
  [{ first: 1, before: 'x' }, 'before'],
  [{ last: 1, after: 'x' }, 'after'],
  [{ after: '' }, 'after'],
  [{ after: 'x' }, 'after'],
  [{ after: 'a'.repeat(10_000) }, 'after'],
  [{ after: createCursors('secret', 'other').encode('list', [1, 'a']) }, 'after'],
  [{ after: cursors.encode('another list', [1, 'a']) }, 'after'],
  [{ after: `${cursors.encode('list', [1, 'a']).slice(0, -1)}!` }, 'after'],
])('%j is refused, naming %s', async (args, field) => {
  const refusal = await page([], args).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
});

test('a cursor is signed when it is first read, and once however often it is read', async () => {
  let signed = 0;
  const counting = { ...cursors, encode: (...given: Parameters<typeof cursors.encode>) => ((signed += 1), cursors.encode(...given)) };
  const all = Array.from({ length: 10 }, (_, index) => ({ at: new Date(index), id: `i${index}`, isHidden: false }));
  const options = { args: { first: 10 }, scope: 'list', order: 'oldest first', fields: { at: 'at', id: 'id' } } as const;
  const { edges } = mapConnection(
    await paginate({ ...options, cursors: counting, fetch: fetchFrom(all), placeOf: ({ at, id }: Item) => [at, id] }),
    ({ id }) => id,
  );
  const signedForThePage = signed;
  expect(signedForThePage).toBeLessThanOrEqual(2);
  for (let times = 0; times < 20; times += 1) expect(edges.map(({ cursor }) => cursor)).toHaveLength(10);
  expect(signed - signedForThePage).toBeLessThanOrEqual(10);
});
