/** The whole supergraph in this process, on real stores: what tests of flows across services stand on. */
import { readFileSync } from 'node:fs';
import type { Env } from '#lib/config/config.ts';
import type { Subgraph } from '#lib/service/define-subgraph.ts';
import { type RunningSubgraph, startSubgraph } from '#lib/service/start-subgraph.ts';
import { startGateway, type RunningGateway } from '../../gateway/index.ts';
import type { MediaDeps } from '../../subgraphs/media/deps.ts';
import { media } from '../../subgraphs/media/index.ts';
import type { NewsDeps } from '../../subgraphs/news/deps.ts';
import { news } from '../../subgraphs/news/index.ts';
import { nodes } from '../../subgraphs/nodes/index.ts';
import type { NotificationsDeps } from '../../subgraphs/notifications/deps.ts';
import { notifications } from '../../subgraphs/notifications/index.ts';
import type { PostsDeps } from '../../subgraphs/posts/deps.ts';
import { posts } from '../../subgraphs/posts/index.ts';
import type { RoomsDeps } from '../../subgraphs/rooms/deps.ts';
import { rooms } from '../../subgraphs/rooms/index.ts';
import type { SearchDeps } from '../../subgraphs/search/deps.ts';
import { search } from '../../subgraphs/search/index.ts';
import type { UsersDeps } from '../../subgraphs/users/deps.ts';
import { users } from '../../subgraphs/users/index.ts';
import { freePort } from '../../tools/launch/ports.ts';
import { createApiClient, type Client, type Person } from './clients/client.ts';
import { makePerson } from './clients/people.ts';
import { asService } from './record/observe.ts';
import { drain } from './drain.ts';
import { sharePlanner } from './share-planner.ts';
import { startStores, type TestStores } from './stores/stores.ts';

export { type Answer, type Person, testPassword } from './clients/client.ts';

export interface Supergraph extends AsyncDisposable, Client {
  gateway: RunningGateway;
  stores: TestStores;
  users: RunningSubgraph<UsersDeps>;
  posts: RunningSubgraph<PostsDeps>;
  media: RunningSubgraph<MediaDeps>;
  search: RunningSubgraph<SearchDeps>;
  notifications: RunningSubgraph<NotificationsDeps>;
  news: RunningSubgraph<NewsDeps>;
  rooms: RunningSubgraph<RoomsDeps>;
  nodes: RunningSubgraph;
  /** Creates an account by the rules, which costs half of what the mutation does and sends no mail. */
  register: (username?: string) => Promise<Person>;
  /** A service's settings, for a second process of it. */
  env: (service: string) => Env;
  /** Waits until every event has been numbered and read, and every job that is due has run. */
  drain: () => Promise<void>;
}

export interface SupergraphOptions {
  /** Settings for all services, over those of tests. */
  env?: Env;
  clock?: () => Date;
  /** A MongoDB of the test's own, in place of the run's. */
  mongodbUri?: string;
  /** Stores that are there already, and stay; new ones by default. */
  stores?: TestStores;
}

/** Starts users, posts, media, search, notifications, news, rooms, nodes and a gateway, with every worker, in this process. */
export async function startSupergraph({ env: extra = {}, clock, mongodbUri, stores: given }: SupergraphOptions = {}): Promise<Supergraph> {
  await using opening = new AsyncDisposableStack();
  const stores = given ?? opening.use(await startStores(mongodbUri === undefined ? {} : { mongodbUri }));
  const names = ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms', 'nodes', 'gateway'] as const;
  const ports = new Map<string, number>();
  for (const name of names) ports.set(name, await freePort());
  const addresses = names.slice(0, -1).map((name) => `${name}=http://127.0.0.1:${ports.get(name)}`);
  const env = (service: string): Env => ({
    ...stores.env(service),
    PORT: String(ports.get(service) ?? 0),
    AGORA_SUBGRAPHS: addresses.join(','),
    AGORA_RATE_LIMITS: 'off',
    AGORA_PUBLIC_URL: `http://127.0.0.1:${ports.get('gateway')}`,
    ...extra,
  });
  const closings: (() => Promise<void>)[] = [];
  // Together: each waits a moment for what it has asked Redis.
  opening.defer(async () => void (await Promise.all(closings.map(async (close) => await close()))));
  const start = async <SubgraphDeps>(definition: Subgraph<SubgraphDeps>): Promise<RunningSubgraph<SubgraphDeps>> => {
    const running = await asService(() => startSubgraph(definition, { env: env(definition.name), ...(clock && { clock }) }));
    closings.push(running.close);
    return running;
  };
  const running = {
    users: await start(users),
    posts: await start(posts),
    media: await start(media),
    search: await start(search),
    notifications: await start(notifications),
    news: await start(news),
    rooms: await start(rooms),
    nodes: await start(nodes),
  };
  const supergraphSdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const gateway = await startGateway({ env: env('gateway'), supergraphSdl, createPlanner: sharePlanner, ...(clock && { clock }) });
  opening.defer(gateway.close);
  const stack = opening.move();
  return {
    ...createApiClient(gateway.url),
    register: async (username) => await makePerson(running.users.deps, username),
    gateway,
    stores,
    ...running,
    env,
    drain: async () => {
      const { nodes: _, ...withStores } = running;
      await drain(Object.values(withStores).map(({ deps }) => deps));
    },
    [Symbol.asyncDispose]: async () => await stack.disposeAsync(),
  };
}
