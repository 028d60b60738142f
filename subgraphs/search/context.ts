import type DataLoader from 'dataloader';
import type { RelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { SearchDeps } from './deps.ts';
import type { IndexReads } from './finding/glimpses.ts';
import type { EntryRecord } from './model.ts';

/** The context of resolvers. */
export interface Context extends ServedContext<SearchDeps> {
  loaders: Loaders;
}

/** The input of rules that read for a viewer. A resolver's context has all of it. */
export interface Reading {
  deps: SearchDeps;
  viewerId: string | null;
  loaders: Loaders;
}

export interface Loaders extends RelationLoaders, IndexReads {
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
  /** The viewer and the followed users, as far as they have posts that are not public. */
  closedAuthors: () => Promise<string[]>;
  /** The times of a post's entry in the answering index; null where it has none. */
  indexed: DataLoader<string, IndexedAt | null>;
}

type IndexedAt = Pick<EntryRecord, '_id' | 'editedAt' | 'indexedAt' | 'goneAt'>;
