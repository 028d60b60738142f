/** Reads a list page by page, as one sequence. */
import { fail } from './errors.ts';

/** A page as every list of the API has it. */
export interface PageOf<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The items of a list, each page asked for when the one before is used up: leave the loop, and no more is asked.
 *
 *     for await (const post of paginate((after) => client.api.posts({ first: 50, after }))) console.log(post.text);
 *
 * @param load - Gets the page after a cursor; null is the first page.
 * @throws AgoraError `SUBGRAPH_UNAVAILABLE` where the part of the server that has the list is away.
 */
export async function* paginate<Item>(
  load: (after: string | null) => Promise<PageOf<Item | null> | null | undefined>,
): AsyncGenerator<Item, void> {
  let after: string | null = null;
  for (;;) {
    const page: PageOf<Item | null> | null | undefined = await load(after);
    if (!page) throw fail('SUBGRAPH_UNAVAILABLE', 'The part of the server that has this list is away.');
    for (const item of page.nodes) if (item !== null) yield item;
    const { hasNextPage, endCursor } = page.pageInfo;
    // A cursor that leads nowhere new would be asked for without end.
    if (!hasNextPage || endCursor === null || endCursor === after) return;
    after = endCursor;
  }
}
