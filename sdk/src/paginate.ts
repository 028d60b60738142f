/** Reads a list page by page, as one sequence of items. */
import { fail } from './errors.ts';

/** The shape of every page of the API. */
export interface PageOf<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Yields the items of a list. Each page is requested when the one before is used up; leaving the loop stops the requests.
 *
 *     for await (const post of paginate((after) => client.api.posts({ first: 50, after }))) console.log(post.text);
 *
 * @param load - Loads the page after a cursor; null asks for the first page.
 * @throws AgoraError `SUBGRAPH_UNAVAILABLE` where the part of the server that has the list is unavailable.
 */
export async function* paginate<Item>(
  load: (after: string | null) => Promise<PageOf<Item | null> | null | undefined>,
): AsyncGenerator<Item, void> {
  let after: string | null = null;
  for (;;) {
    const page: PageOf<Item | null> | null | undefined = await load(after);
    if (!page) throw fail('SUBGRAPH_UNAVAILABLE', 'The part of the server that has this list is unavailable.');
    for (const item of page.nodes) if (item !== null) yield item;
    const { hasNextPage, endCursor } = page.pageInfo;
    // A cursor that repeats would lead to endless requests.
    if (!hasNextPage || endCursor === null || endCursor === after) return;
    after = endCursor;
  }
}
