import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { MediaDeps } from './deps.ts';
import type { Loaders } from './loaders.ts';

/** The context of resolvers. */
export interface Context extends ServedContext<MediaDeps> {
  loaders: Loaders;
}

/** A viewer on whose behalf a rule reads: a resolver's context will do. */
export interface Reading {
  deps: MediaDeps;
  viewerId: string | null;
  loaders: Loaders;
}
