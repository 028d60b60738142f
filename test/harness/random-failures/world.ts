/** A whole Agora in this process on a devdb whose commands can be let fail, and stores opened apart, which never fail. */
import { createDeps } from '#lib/service/create-deps.ts';
import type { Subgraph } from '#lib/service/define-subgraph.ts';
import type { Deps } from '#lib/core/deps.ts';
import type { MediaDeps } from '../../../subgraphs/media/deps.ts';
import { media } from '../../../subgraphs/media/index.ts';
import type { NotificationsDeps } from '../../../subgraphs/notifications/deps.ts';
import { notifications } from '../../../subgraphs/notifications/index.ts';
import type { PostsDeps } from '../../../subgraphs/posts/deps.ts';
import { posts } from '../../../subgraphs/posts/index.ts';
import type { SearchDeps } from '../../../subgraphs/search/deps.ts';
import { search } from '../../../subgraphs/search/index.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { users } from '../../../subgraphs/users/index.ts';
import { drain } from '../drain.ts';
import { startMongodb } from '../stores/mongodb.ts';
import { startSupergraph, type Supergraph } from '../supergraph.ts';
import { failingAppName, openRandomFailures, type RandomFailures } from './failures.ts';

export interface FailingWorld extends AsyncDisposable {
  agora: Supergraph;
  failures: RandomFailures;
  /** Stores whose commands do not fail, to look at what the services did. */
  stores: { users: UsersDeps; posts: PostsDeps; media: MediaDeps; search: SearchDeps; notifications: NotificationsDeps };
  drain: (withinMs: number) => Promise<void>;
}

/** @throws Error where MONGODB_URI names the database: clusters refuse fail points. */
export async function openFailingWorld(): Promise<FailingWorld> {
  await using opened = new AsyncDisposableStack();
  const mongodb = opened.use(await startMongodb());
  if (!mongodb.server) throw new Error('Fail points need a devdb of their own: unset MONGODB_URI.');
  const mongodbUri = `${mongodb.uri}&appName=${failingAppName}`;
  const env = { AGORA_PUSH_FOLLOWERS_MAX: '3', AGORA_FEED_LENGTH: '5' };
  const agora = opened.use(await startSupergraph({ mongodbUri, env }));
  const failures = opened.use(await openRandomFailures(mongodb.uri));
  const open = async <SubgraphDeps extends Deps>(definition: Subgraph<SubgraphDeps>): Promise<SubgraphDeps> => {
    const own = agora.env(definition.name);
    const uri = (own['MONGODB_URI'] ?? '').replace(`appName=${failingAppName}`, 'appName=looking');
    return opened.use(await createDeps(definition, { env: { ...own, MONGODB_URI: uri }, isPrepared: false })).deps;
  };
  const stores = {
    users: await open(users),
    posts: await open(posts),
    media: await open(media),
    search: await open(search),
    notifications: await open(notifications),
  };
  const everything = opened.move();
  return {
    agora,
    failures,
    stores,
    drain: async (withinMs) => await drain(Object.values(stores), withinMs),
    [Symbol.asyncDispose]: async () => await everything.disposeAsync(),
  };
}
