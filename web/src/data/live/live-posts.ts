/** Live lists of posts: other people's new posts wait until the reader asks, the viewer's own are shown at once. */
import type { LiveOptions, LiveUpdate, PostFieldsFragment } from '@agora/sdk';
import { client } from '../../client.ts';
import type { Page } from '../page.ts';
import { createLiveList, type LiveList } from './live-list.ts';
import { keepPosts, postOf } from '../posts.ts';

/** The items are the ids of posts. */
export type LivePosts = LiveList<string>;

type PostPage = NonNullable<Page<PostFieldsFragment>>;

export interface LivePostsSource {
  live: (options: LiveOptions & { first: number }) => AsyncIterable<LiveUpdate<PostFieldsFragment, PostPage>>;
  load: (page: { first: number; after: string | null }) => Promise<PostPage | null>;
}

export function createLivePosts({ live, load }: LivePostsSource): LivePosts {
  return createLiveList<string>({
    live: async function* (options) {
      for await (const update of live(options)) {
        if (update.kind === 'page') {
          yield { kind: 'page', items: keepPosts(update.items), pageInfo: update.page.pageInfo };
        } else {
          const [id = ''] = keepPosts([update.item]);
          yield { kind: 'added', item: id };
        }
      }
    },
    load: async (wanted) => {
      const page = await load(wanted);
      return page && { nodes: keepPosts(page.nodes), pageInfo: page.pageInfo };
    },
    idOf: (id) => id,
    waits: (id) => {
      const { state } = client.auth;
      return state.status !== 'signed-in' || postOf(id)?.author?.id !== state.userId;
    },
  });
}
