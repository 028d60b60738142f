/** Pages of lists as the API answers them. */

/** A page as the API answers it; null while its subgraph is unavailable. */
export type Page<Item> = { nodes: readonly (Item | null)[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null;

/** The subgraph that serves the list is unavailable. */
export class PartUnavailable extends Error {
  override readonly message = 'This part of Agora is unavailable. Try again in a moment.';
}
