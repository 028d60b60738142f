/** Queries for other services only; the gateway does not compose them. */
import { byId, byIds, isId } from '#lib/db/ids.ts';
import { checksumOfPage } from '#lib/db/checksum.ts';
import type { Standing } from '#lib/relations/replica.ts';
import { contentOfUser } from '#schema/findable.ts';
import type { Context } from './context.ts';
import type { UsersDeps } from './deps.ts';
import { createLoaders } from './loaders.ts';
import type { UserRecord } from './model/user.ts';
import { findEnded } from './sessions/ended-sessions.ts';
import { findContact, pageFollowers } from './relations/reach.ts';

const mostExported = 1_000;

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "The ended ones of these sessions; unknown ids count as ended."
    _sessionsEnded(ids: [ID!]!): [ID!]!
    "The restrictions of each of these users who exist, with the revision they are of, as JSON."
    _standings(ids: [ID!]!): String!
    "The ones of these users who exist for the viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "All users in the order of their ids, as JSON, for a subgraph that rebuilds its copy."
    _exportUsers(after: ID, first: Int!): String!
    "The count, the last id and the checksum of the next users in the order of their ids, as JSON. The checksum covers ids and searched fields."
    _checksumUsers(after: ID, first: Int!): String!
    "A page of the followers that a user had at a moment, newest first, as JSON: their ids, and the cursor of the next page."
    _followers(userId: ID!, followedBy: DateTime!, after: String, first: Int!): String!
    "A user's name and confirmed address as JSON; null when there is none."
    _contact(userId: ID!): String
    "The one of these media that is the user's avatar, if the user exists."
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

const standings = async (_parent: unknown, { ids }: { ids: string[] }, { deps }: Context): Promise<string> => {
  const known = await deps.models.users.find(byIds(ids), { isPrivate: 1, suspension: 1, revision: 1 }).lean();
  return JSON.stringify(
    known.map(({ _id: userId, isPrivate, suspension, revision }): Standing => {
      return { userId, revision, isPrivate, isSuspended: suspension !== null };
    }),
  );
};

const attached: Resolver<{ id: string; mediaIds: string[] }> = async (_parent, { id, mediaIds }, { deps }) => {
  const user = await deps.models.users.findOne(byId(id)).lean();
  return mediaIds.filter((mediaId) => mediaId === user?.avatarId);
};

interface PageArgs {
  after?: string | null;
  first: number;
}

async function pageOf({ models }: UsersDeps, after: string | null | undefined, first: number): Promise<UserRecord[]> {
  return await models.users
    .find(after == null ? {} : { _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(first)
    .lean();
}

const exportUsers = async (_parent: unknown, { after, first }: PageArgs, { deps }: Context): Promise<string> => {
  const users = await pageOf(deps, after, Math.min(first, mostExported));
  return JSON.stringify(
    users.map(({ _id: userId, username, displayName, bio, revision }) => ({ userId, username, displayName, bio, revision })),
  );
};

const checksumUsers = async (_parent: unknown, { after, first }: PageArgs, { deps }: Context): Promise<string> => {
  const most = Math.min(first, mostExported);
  return JSON.stringify(checksumOfPage(await pageOf(deps, after, most), most, contentOfUser));
};

const followers = async (
  _parent: unknown,
  { after, ...input }: { userId: string; followedBy: Date; after?: string | null; first: number },
  { deps }: Context,
): Promise<string> => JSON.stringify(await pageFollowers(deps, { ...input, after: after ?? null }));

const contact = async (_parent: unknown, { userId }: { userId: string }, { deps }: Context): Promise<string | null> => {
  const found = await findContact(deps, userId);
  return found && JSON.stringify(found);
};

export const serviceResolvers = {
  Query: {
    _followers: followers,
    _contact: contact,
    _exportUsers: exportUsers,
    _checksumUsers: checksumUsers,
    _attached: attached,
    _sessionsEnded: sessionsEnded,
    _standings: standings,
    _visible: visible,
  },
};
