/** A service that has closed leaves nothing open: its process could end. */
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import type { Subgraph } from '#lib/service/define-subgraph.ts';
import { startSubgraph } from '#lib/service/start-subgraph.ts';
import { media } from '../../../subgraphs/media/index.ts';
import { notifications } from '../../../subgraphs/notifications/index.ts';
import { posts } from '../../../subgraphs/posts/index.ts';
import { search } from '../../../subgraphs/search/index.ts';
import { users } from '../../../subgraphs/users/index.ts';
import { startStores } from '../../harness/stores/stores.ts';

const subgraphs = [users, posts, media, search, notifications] as unknown as Subgraph[];

test.for(subgraphs.map((definition) => [definition.name, definition] as const))('%s', async ([, definition]) => {
  await using stores = await startStores();
  const watching = new Redis(stores.redis.url);
  const connections = async (): Promise<number> =>
    String(await watching.client('LIST'))
      .trim()
      .split('\n').length;
  const running = await startSubgraph(definition, { env: { ...stores.env(definition.name), PORT: '0', AGORA_SUBGRAPHS: '' } });
  expect(await connections()).toBeGreaterThan(1);
  await running.close();
  await expect.poll(connections).toBe(1);
  watching.disconnect();
});
