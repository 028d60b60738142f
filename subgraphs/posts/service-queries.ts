/** Queries of posts that only other services may ask. */
import { byId, isId } from '#lib/db/ids.ts';
import { checksumOfPage } from '#lib/db/checksum.ts';
import { contentOfPost } from '#schema/findable.ts';
import type { Context } from './context.ts';
import type { PostsDeps } from './deps.ts';
import { createLoaders } from './loaders.ts';
import type { PostRecord } from './model.ts';
import { liveCursor } from './live/live-cursor.ts';
import { describePost } from './writing/publish.ts';
import { findPost } from './reading/viewer.ts';
import { findVisibleTo } from './reading/visible-to.ts';

const mostExported = 1_000;

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these posts exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "A post and who of up to 1,000 users may see it, as JSON."
    _visibleTo(postId: ID!, viewerIds: [ID!]!): String!
    "Which of these media a post or draft holds, if it exists."
    _attached(id: ID!, mediaIds: [ID!]!): [ID!]!
    "All posts by their ids, as JSON, so that others build anew what they keep of them."
    _exportPosts(after: ID, first: Int!): String!
    "Of the next so many posts by their ids, reposts left out: their count, the last id, and the checksum of their ids and of what of them is searched, as JSON."
    _checksumPosts(after: ID, first: Int!): String!
    "The cursor of now, where the gateway begins a subscription that has none."
    _liveCursor: String!
  }
`;

async function pageOf({ models }: PostsDeps, after: string | null | undefined, first: number, where: object = {}): Promise<PostRecord[]> {
  return await models.posts
    .find({ ...where, ...(after != null && { _id: { $gt: after } }) })
    .sort({ _id: 1 })
    .limit(first)
    .lean();
}

export const serviceResolvers = {
  Query: {
    _liveCursor: async (_source: unknown, _args: unknown, { deps }: Context): Promise<string> => await liveCursor(deps),
    _visibleTo: async (
      _source: unknown,
      { postId, viewerIds }: { postId: string; viewerIds: string[] },
      { deps }: Context,
    ): Promise<string> => JSON.stringify(await findVisibleTo(deps, postId, viewerIds)),
    _exportPosts: async (
      _source: unknown,
      { after, first }: { after?: string | null; first: number },
      { deps }: Context,
    ): Promise<string> => {
      const posts = await pageOf(deps, after, Math.min(first, mostExported));
      return JSON.stringify(posts.map((post) => ({ ...describePost(post), editedAt: post.editedAt, revision: post.revision })));
    },
    _checksumPosts: async (
      _source: unknown,
      { after, first }: { after?: string | null; first: number },
      { deps }: Context,
    ): Promise<string> => {
      const most = Math.min(first, mostExported);
      const posts = await pageOf(deps, after, most, { repostOfId: null });
      return JSON.stringify(checksumOfPage(posts, most, (post) => contentOfPost({ ...post, hasMedia: post.mediaIds.length > 0 })));
    },
    _attached: async (_source: unknown, { id, mediaIds }: { id: string; mediaIds: string[] }, { deps }: Context): Promise<string[]> => {
      // Drafts are read first: a draft that is published meanwhile is then found among the posts.
      const holder = (await deps.models.drafts.findOne(byId(id)).lean()) ?? (await deps.models.posts.findOne(byId(id)).lean());
      return mediaIds.filter((mediaId) => holder?.mediaIds.includes(mediaId));
    },
    _visible: async (
      _source: unknown,
      { viewerId, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const loaders = createLoaders(deps, viewerId ?? null);
      const posts = await Promise.all(ids.filter((id) => isId(id, 'pst')).map(async (id) => await findPost({ loaders }, id)));
      return posts.flatMap((post) => post?._id ?? []);
    },
  },
};
