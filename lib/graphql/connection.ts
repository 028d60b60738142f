/** Relay connections by keyset: a page never repeats or skips an item while others come and go around it. */
import { badInput } from '../core/errors.ts';
import { once } from './once.ts';
import type { Cursors } from './cursors.ts';

export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

export interface Connection<Item> {
  edges: { node: Item; cursor: string }[];
  nodes: Item[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** An item's place: the moment that orders the list, and its id where moments are equal. */
export type Place = [at: Date, id: string];

/** One step through a list; `limit` items from `from` on (exclusive), in the direction of `sort`. */
export interface Step {
  /** A MongoDB filter for what lies beyond the place reached; empty at the list's start. */
  filter: Record<string, unknown>;
  /** The place reached, which `filter` is about; null at the list's start. */
  place: Place | null;
  sort: Record<string, 1 | -1>;
  limit: number;
}

export interface PaginateOptions<Item> {
  args: PageArguments;
  cursors: Cursors;
  /** Names the list, so that a cursor of another is refused: `followers:usr_…`. */
  scope: string;
  order: 'newest first' | 'oldest first';
  /** The fields that order the list. */
  fields: { at: string; id: string };
  /** The items of a step, in its order; fewer than `limit` means that the list ends. */
  fetch: (step: Step) => Promise<Item[]>;
  placeOf: (item: Item) => Place;
  /** Returns the fetched items that the viewer may see; all when absent. Steps go on until the page is full or its bound is reached. */
  keep?: (items: Item[]) => Promise<Item[]> | Item[];
}

const defaultSize = 20;
const maxSize = 100;
/** The most items that a page reads, in all and for each item that it may have. It bounds the cost of lists full of hidden items. */
const lookedAt = { atLeast: 100, forEach: 4 };

/** The size a client asked for. @throws AppError `BAD_USER_INPUT` outside of 1 to 100. */
export function pageSize(value: number | null | undefined, field: string): number {
  const size = value ?? defaultSize;
  if (!Number.isInteger(size) || size < 1 || size > maxSize) throw badInput(field, `${field} must be between 1 and ${maxSize}.`);
  return size;
}

/**
 * The page that a client asked for. It is shorter, with more to follow, where the viewer may not see most of what lies there.
 *
 * @throws AppError `BAD_USER_INPUT` for a size outside of 1 to 100, a foreign cursor, or both directions at once.
 * @see https://relay.dev/graphql/connections.htm
 */
export async function paginate<Item>(options: PaginateOptions<Item>): Promise<Connection<Item>> {
  const { args, cursors, scope, order, fields, fetch, placeOf, keep = (items) => items } = options;
  if (args.last != null && args.first != null) throw badInput('last', 'Give first or last, not both.');
  if (args.last != null && args.after != null) throw badInput('after', 'after goes with first; last goes with before.');
  const isBackward = args.last != null || args.before != null;
  if (isBackward && args.first != null) throw badInput('before', 'before goes with last; first goes with after.');
  const size = isBackward ? pageSize(args.last, 'last') : pageSize(args.first, 'first');
  const descending = (order === 'newest first') !== isBackward;
  const sort = { [fields.at]: descending ? -1 : 1, [fields.id]: descending ? -1 : 1 } as const;

  const given = isBackward ? args.before : args.after;
  let place = given == null ? null : readPlace(cursors, scope, given, isBackward ? 'before' : 'after');
  const kept: Item[] = [];
  let isAtEnd = false;
  let left = lookedAt.atLeast + lookedAt.forEach * size;
  // Where nothing was kept the list is likely full of what is hidden: the rest is looked at in one step.
  for (let limit = size + 1; kept.length <= size && !isAtEnd && left > 0; limit = kept.length === 0 ? left : Math.min(limit * 2, left)) {
    const fetched = await fetch({ filter: place ? beyond(place, fields, descending) : {}, place, sort, limit });
    kept.push(...(await keep(fetched)));
    isAtEnd = fetched.length < limit;
    left -= fetched.length;
    const last = fetched.at(-1);
    if (last) place = placeOf(last);
  }
  const page = kept.slice(0, size);
  const cursorOf = ([at, id]: Place): string => cursors.encode(scope, [at.getTime(), id]);
  // A short page goes on after what was looked at, not after what it has.
  const isShort = kept.length <= size && !isAtEnd;
  const lastPlace = isShort ? place : page.length > 0 ? placeOf(page.at(-1) as Item) : null;
  const lastCursor = once(() => lastPlace && cursorOf(lastPlace));
  if (isBackward) page.reverse();
  const edges = page.map((node) => signedLate(node, () => cursorOf(placeOf(node))));
  const hasMore = kept.length > size || isShort;
  return {
    edges,
    nodes: page,
    pageInfo: {
      hasNextPage: isBackward ? given != null : hasMore,
      hasPreviousPage: isBackward ? hasMore : given != null,
      get startCursor() {
        return isBackward ? lastCursor() : (edges[0]?.cursor ?? null);
      },
      get endCursor() {
        return isBackward ? (edges.at(-1)?.cursor ?? null) : lastCursor();
      },
    },
  };
}

/** The same page with other nodes behind its edges, such as what ids stand for. */
export function mapConnection<From, To>(connection: Connection<From>, change: (item: From) => To): Connection<To> {
  const edges = connection.edges.map((edge) => signedLate(change(edge.node), () => edge.cursor));
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: connection.pageInfo };
}

/** An edge that makes its cursor when it is read: most clients read nodes, and a signature costs more than they do. */
function signedLate<Item>(node: Item, sign: () => string): Connection<Item>['edges'][number] {
  const signOnce = once(sign);
  return {
    node,
    get cursor() {
      return signOnce();
    },
  };
}

function readPlace(cursors: Cursors, scope: string, cursor: string, field: string): Place {
  const [at, id] = cursors.decode(scope, cursor, field);
  return [new Date(Number(at)), String(id)];
}

/** A filter for the items beyond a place. The first condition is the range that an index serves; the second makes it exact. */
export function beyond([at, id]: Place, fields: { at: string; id: string }, descending: boolean): Record<string, unknown> {
  const [orEqual, strictly] = descending ? ['$lte', '$lt'] : ['$gte', '$gt'];
  return {
    [fields.at]: { [orEqual]: at },
    $or: [{ [fields.at]: { [strictly]: at } }, { [fields.at]: at, [fields.id]: { [strictly]: id } }],
  };
}
