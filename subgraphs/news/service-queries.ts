/** Queries of news that only other services may ask. */
import { byId, byIds, isId, shardOf } from '#lib/db/ids.ts';
import { roleOf } from './authors/roles.ts';
import type { Context } from './context.ts';
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
    _attached: async (_source: unknown, { id, mediaIds }: { id: string; mediaIds: string[] }, { deps }: Context): Promise<string[]> => {
      const { articles, events } = deps.models;
      const holder = isId(id, 'evt')
        ? await events.findOne(byId(id), { imageIds: 1 }).lean()
        : await articles.findOne(byId(id), { imageIds: 1 }).lean();
      return mediaIds.filter((mediaId) => holder?.imageIds.includes(mediaId));
    },
  },
};
