/** Queries of news that only other services may ask. */
import { byId, byIds, isId, shardOf } from '#lib/db/ids.ts';
import { roleOf } from './authors/roles.ts';
import type { Context } from './context.ts';
import { checksumPage, exportPage, type PageInput, readArticles, readEvents } from './reading/export-news.ts';
import { mayRead } from './reading/may.ts';

const mostAttendees = 1_000;

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these articles and events exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "What a published article or event is called, as JSON: { title, description, slug, isCancelled }; null for others."
    _told(id: ID!): String
    "Who goes to an event, or also waits, by their ids, as JSON: { ids, next }."
    _attendees(eventId: ID!, isGoing: Boolean!, after: String, first: Int!): String!
    "Published articles by their ids, as JSON, so that others build anew what they keep of them."
    _exportArticles(after: ID, first: Int!): String!
    "Published events by their ids, as JSON."
    _exportEvents(after: ID, first: Int!): String!
    "Of the next so many published articles by their ids: their count, the last id, and the checksum of their ids and of what of them is searched, as JSON."
    _checksumArticles(after: ID, first: Int!): String!
    "The same of published events."
    _checksumEvents(after: ID, first: Int!): String!
    "Which of these media an article or event holds, if it exists."
    _attached(id: ID!, mediaIds: [ID!]!): [ID!]!
  }
`;

export const serviceResolvers = {
  Query: {
    _visible: async (
      _source: unknown,
      { viewerId, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const viewer = { viewerId: viewerId ?? null, role: await roleOf(deps, viewerId ?? null) };
      const shown = { status: 1, authorId: 1 } as const;
      const { articles, events } = deps.models;
      const found = [
        ...(await articles.find(byIds(ids.filter((id) => isId(id, 'art'))), shown).lean()),
        ...(await events.find(byIds(ids.filter((id) => isId(id, 'evt'))), shown).lean()),
      ];
      return found.filter((each) => mayRead(viewer, each)).map(({ _id }) => _id);
    },
    _told: async (_source: unknown, { id }: { id: string }, { deps }: Context): Promise<string | null> => {
      const { articles, events } = deps.models;
      const told = { title: 1, description: 1, slug: 1 } as const;
      const where = { ...byId(id), status: 'PUBLISHED' as const };
      const found = isId(id, 'evt')
        ? await events.findOne(where, { ...told, isCancelled: 1 }).lean()
        : await articles.findOne(where, told).lean();
      if (!found) return null;
      const { title, description, slug } = found;
      return JSON.stringify({ title, description, slug, isCancelled: 'isCancelled' in found && found.isCancelled });
    },
    _attendees: async (
      _source: unknown,
      { eventId, isGoing, after, first }: { eventId: string; isGoing: boolean; after?: string | null; first: number },
      { deps }: Context,
    ): Promise<string> => {
      const limit = Math.min(first, mostAttendees);
      const found = await deps.models.attendances
        .find(
          {
            _id: { $gt: `${eventId}/${after ?? ''}`, $lt: `${eventId}0` },
            shard: shardOf(eventId),
            ...(isGoing && { state: 'GOING' as const }),
          },
          { userId: 1 },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      const ids = found.map(({ userId }) => userId);
      return JSON.stringify({ ids, next: ids.length < limit ? null : (ids.at(-1) ?? null) });
    },
    _exportArticles: async (_source: unknown, input: PageInput, { deps }: Context) => await exportPage(deps, readArticles, input),
    _exportEvents: async (_source: unknown, input: PageInput, { deps }: Context) => await exportPage(deps, readEvents, input),
    _checksumArticles: async (_source: unknown, input: PageInput, { deps }: Context) => await checksumPage(deps, readArticles, input),
    _checksumEvents: async (_source: unknown, input: PageInput, { deps }: Context) => await checksumPage(deps, readEvents, input),
    _attached: async (_source: unknown, { id, mediaIds }: { id: string; mediaIds: string[] }, { deps }: Context): Promise<string[]> => {
      const { articles, events } = deps.models;
      const holder = isId(id, 'evt')
        ? await events.findOne(byId(id), { imageIds: 1 }).lean()
        : await articles.findOne(byId(id), { imageIds: 1 }).lean();
      return mediaIds.filter((mediaId) => holder?.imageIds.includes(mediaId));
    },
  },
};
