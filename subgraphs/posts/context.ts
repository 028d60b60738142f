import type { ConfigOf } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/core/deps.ts';
import type { ServedContext } from '#lib/service/start-subgraph.ts';
import type { config } from './config.ts';
import type { Loaders } from './loaders.ts';
import type { Models } from './model.ts';
import type { Interest } from './live/audience.ts';

export type PostsDeps = Deps<Models, ConfigOf<typeof config>>;

/** What resolvers get. */
export interface Context extends ServedContext<PostsDeps, Interest> {
  loaders: Loaders;
}

/** What rules that read for somebody get: a resolver's context will do. */
export interface Reading {
  deps: PostsDeps;
  viewerId: string | null;
  loaders: Loaders;
}
