import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/core/deps.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { config } from './config.ts';
import type { Loaders } from './loaders.ts';
import type { Models } from './model.ts';

export type SearchDeps = Deps<Models, ConfigOf<typeof config>>;

/** What resolvers get. */
export interface Context extends ServedContext<SearchDeps> {
  loaders: Loaders;
}

/** What rules that read for somebody get: a resolver's context will do. */
export interface Reading {
  deps: SearchDeps;
  viewerId: string | null;
  loaders: Loaders;
}
