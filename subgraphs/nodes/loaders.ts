/** Asks the owning subgraphs which objects exist for the viewer, each owner once a request. */
import DataLoader from 'dataloader';
import { z } from 'zod';
import { type IdPrefix, prefixOf } from '#lib/db/ids.ts';
import type { NodesDeps } from './deps.ts';

/** The owner and type of an id's prefix. */
const owners: Partial<Record<IdPrefix, { subgraph: string; typename: NodeReference['__typename'] }>> = {
  usr: { subgraph: 'users', typename: 'User' },
  pst: { subgraph: 'posts', typename: 'Post' },
  med: { subgraph: 'media', typename: 'Media' },
  ntf: { subgraph: 'notifications', typename: 'Notification' },
  art: { subgraph: 'news', typename: 'Article' },
  evt: { subgraph: 'news', typename: 'Event' },
  rom: { subgraph: 'rooms', typename: 'Room' },
  msg: { subgraph: 'rooms', typename: 'Message' },
};

/** The type and id of an object, which the owner resolves. */
export interface NodeReference {
  __typename: 'User' | 'Post' | 'Media' | 'Notification' | 'Article' | 'Event' | 'Room' | 'Message';
  id: string;
}

export interface Loaders {
  /** An object that exists for the viewer; null for all others. It rejects while the owner does not answer. */
  node: DataLoader<string, NodeReference | null>;
}

const query = 'query Visible($viewerId: ID, $ids: [ID!]!) { _visible(viewerId: $viewerId, ids: $ids) }';
const answerSchema = z.object({ _visible: z.array(z.string()) });

export function createLoaders({ ask }: NodesDeps, viewerId: string | null): Loaders {
  return {
    node: new DataLoader(async (ids) => {
      const ownerOf = (id: string) => owners[prefixOf(id) ?? 'env'];
      const asked = Map.groupBy(ids, (id) => ownerOf(id)?.subgraph);
      const found = new Map<string, Error | null>();
      await Promise.all(
        [...asked].map(async ([subgraph, own]) => {
          if (subgraph === undefined) return;
          try {
            const { _visible } = await ask(subgraph, { query, variables: { viewerId, ids: own } }, answerSchema);
            for (const id of _visible) found.set(id, null);
          } catch (error) {
            for (const id of own) found.set(id, error as Error);
          }
        }),
      );
      return ids.map((id) => {
        const error = found.get(id);
        const owner = ownerOf(id);
        return error ?? (error === null && owner ? { __typename: owner.typename, id } : null);
      });
    }),
  };
}
