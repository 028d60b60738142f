/** Asks the owners of findable objects for them, page by page in the order of their ids. */
import { z } from 'zod';
import type { SearchDeps } from '../deps.ts';
import type { Kind, OwnerName } from '../model.ts';
import { findingOfNews, findingOfPost, findingOfUser } from '../finding/findings.ts';
import type { Finding } from './put-entries.ts';

export interface OwnersPage {
  /** The findable objects, in the order of their ids. */
  findings: Finding[];
  /** The last id of the page, findable or not; null when no page comes after it. */
  last: string | null;
}

const checksums = z.object({ count: z.number(), last: z.string().nullable(), checksum: z.string() });
export type OwnersChecksum = z.infer<typeof checksums>;

export interface Owner {
  name: OwnerName;
  kind: Kind;
  /** The prefix of its objects' ids. */
  idPrefix: string;
  /** The next `first` objects after an id; null for the first page. */
  read: (deps: SearchDeps, after: string | null, first: number) => Promise<OwnersPage>;
  /** The count of the next `first` findable objects, and the checksum of their ids and searched fields. */
  checksum: (deps: SearchDeps, after: string | null, first: number) => Promise<OwnersChecksum>;
}

const exportedPosts = z.array(
  z.object({
    postId: z.string(),
    authorId: z.string(),
    text: z.string(),
    visibility: z.enum(['PUBLIC', 'FOLLOWERS', 'MENTIONED']),
    hashtags: z.array(z.string()),
    mentionIds: z.array(z.string()),
    mediaIds: z.array(z.string()),
    publishedAt: z.string(),
    editedAt: z.string().nullable(),
    repostOfId: z.string().nullable(),
    revision: z.number(),
  }),
);
const exportedUsers = z.array(
  z.object({ userId: z.string(), username: z.string(), displayName: z.string(), bio: z.string(), revision: z.number() }),
);

const exportedNews = z.object({
  items: z.array(
    z.object({
      ...{ id: z.string(), title: z.string(), description: z.string(), text: z.string(), place: z.string().nullable() },
      ...{ tags: z.array(z.string()), publishedAt: z.string(), revision: z.number() },
    }),
  ),
  last: z.string().nullable(),
});

function ofNews(name: 'articles' | 'events', kind: 'ARTICLE' | 'EVENT', idPrefix: string): Owner {
  const field = kind === 'ARTICLE' ? 'Articles' : 'Events';
  return {
    ...{ name, kind, idPrefix },
    read: async (deps, after, first) => {
      const { items, last } = exportedNews.parse(await askFor(deps, 'news', `_export${field}`, after, first));
      return { findings: items.map(({ revision, ...item }) => findingOfNews(kind, item, revision)), last };
    },
    checksum: async (deps, after, first) => checksums.parse(await askFor(deps, 'news', `_checksum${field}`, after, first)),
  };
}

export const owners: readonly Owner[] = [
  {
    ...{ name: 'users', kind: 'USER', idPrefix: 'usr_' },
    read: async (deps, after, first) => {
      const users = exportedUsers.parse(await askFor(deps, 'users', '_exportUsers', after, first));
      return {
        findings: users.map(({ revision, ...user }) => findingOfUser(user, revision)),
        last: users.length < first ? null : (users.at(-1)?.userId ?? null),
      };
    },
    checksum: async (deps, after, first) => checksums.parse(await askFor(deps, 'users', '_checksumUsers', after, first)),
  },
  {
    ...{ name: 'posts', kind: 'POST', idPrefix: 'pst_' },
    read: async (deps, after, first) => {
      const posts = exportedPosts.parse(await askFor(deps, 'posts', '_exportPosts', after, first));
      // A repost has no text of its own. The reposted post is found.
      const own = posts.filter(({ repostOfId }) => repostOfId === null);
      return {
        findings: own.map(({ revision, ...post }) => findingOfPost(post, revision)),
        last: posts.length < first ? null : (posts.at(-1)?.postId ?? null),
      };
    },
    checksum: async (deps, after, first) => checksums.parse(await askFor(deps, 'posts', '_checksumPosts', after, first)),
  },
  ofNews('articles', 'ARTICLE', 'art_'),
  ofNews('events', 'EVENT', 'evt_'),
];

async function askFor(
  deps: SearchDeps,
  owner: 'users' | 'posts' | 'news',
  field: string,
  after: string | null,
  first: number,
): Promise<unknown> {
  const query = `query Page($after: ID, $first: Int!) { page: ${field}(after: $after, first: $first) }`;
  const { page } = await deps.ask(owner, { query, variables: { after, first } }, z.object({ page: z.string() }));
  return JSON.parse(page);
}
