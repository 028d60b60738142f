/** What users answers other services alone. */
import { byId, isId } from '#lib/db/ids.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { findEnded } from './rules/ended-sessions.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these sessions have ended; those that never were count as ended."
    _sessionsEnded(ids: [ID!]!): [ID!]!
    "Which of these users exist for the viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "Which of these media is the user's avatar, if the user exists."
    _attached(id: ID!, mediaIds: [ID!]!): [ID!]!
  }
`;

type Resolver<Args> = (parent: unknown, args: Args, context: Context) => Promise<string[]>;

const sessionsEnded: Resolver<{ ids: string[] }> = async (_parent, { ids }, { deps }) => await findEnded(deps, ids);

const visible: Resolver<{ viewerId?: string | null; ids: string[] }> = async (_parent, { viewerId, ids }, { deps }) => {
  const loaders = createLoaders(deps, viewerId ?? null);
  const found = await Promise.all(ids.filter((id) => isId(id, 'usr')).map((id) => loaders.user.load(id)));
  return found.flatMap((user) => user?._id ?? []);
};

const attached: Resolver<{ id: string; mediaIds: string[] }> = async (_parent, { id, mediaIds }, { deps }) => {
  const user = await deps.models.users.findOne(byId(id)).lean();
  return mediaIds.filter((mediaId) => mediaId === user?.avatarId);
};

export const serviceResolvers = { Query: { _attached: attached, _sessionsEnded: sessionsEnded, _visible: visible } };
