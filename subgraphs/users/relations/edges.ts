/** Requests, blocks and mutes: edges between two users. Each edge has a document at both ends, which are both read. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { UsersDeps } from '../deps.ts';
import type { Models } from '../model.ts';

const collections = {
  requests: ['requestsSent', 'requestsReceived'],
  blocks: ['blocking', 'blockedBy'],
  mutes: ['muting', 'mutedBy'],
} as const satisfies Record<string, readonly [keyof Models, keyof Models]>;

export type EdgeKind = keyof typeof collections;
export const edgeKinds = Object.keys(collections) as EdgeKind[];

/** An edge from the requester, blocker or muter to the other user. */
export interface Edge {
  fromId: string;
  toId: string;
}

/** The id and shard of one end of an edge. */
export function endOf(ownId: string, otherId: string): { _id: string; shard: number } {
  return { _id: `${ownId}:${otherId}`, shard: shardOf(ownId) };
}

/** Whether the edge exists. */
export async function hasEdge({ models }: UsersDeps, kind: EdgeKind, { fromId, toId }: Edge): Promise<boolean> {
  return (await models[collections[kind][0]].exists(endOf(fromId, toId))) !== null;
}

/** Adds an edge, in the surrounding transaction; false when it exists already. */
export async function addEdge(deps: UsersDeps, kind: EdgeKind, { fromId, toId }: Edge): Promise<boolean> {
  const { models, clock } = deps;
  if (await hasEdge(deps, kind, { fromId, toId })) return false;
  const [outgoing, incoming] = collections[kind];
  const createdAt = clock();
  await models[outgoing].insertMany([{ ...endOf(fromId, toId), ownId: fromId, otherId: toId, createdAt }]);
  await models[incoming].insertMany([{ ...endOf(toId, fromId), ownId: toId, otherId: fromId, createdAt }]);
  return true;
}

/** Removes an edge, in the surrounding transaction; false when it does not exist. */
export async function removeEdge({ models }: UsersDeps, kind: EdgeKind, { fromId, toId }: Edge): Promise<boolean> {
  const [outgoing, incoming] = collections[kind];
  const { deletedCount } = await models[outgoing].deleteOne(endOf(fromId, toId));
  if (deletedCount === 0) return false;
  await models[incoming].deleteOne(endOf(toId, fromId));
  return true;
}

/** A user's edges of a kind, at most `limit` in each direction. */
export async function findEdges({ models }: UsersDeps, kind: EdgeKind, userId: string, limit: number): Promise<Edge[]> {
  const [outgoing, incoming] = collections[kind];
  const own = { shard: shardOf(userId), ownId: userId };
  const from = await models[outgoing].find(own, { otherId: 1 }).limit(limit).lean();
  const to = await models[incoming].find(own, { otherId: 1 }).limit(limit).lean();
  return [
    ...from.map(({ otherId }) => ({ fromId: userId, toId: otherId })),
    ...to.map(({ otherId }) => ({ fromId: otherId, toId: userId })),
  ];
}

export type EdgeList = 'requestsReceived' | 'blocking' | 'muting';

/** The ids at the other ends of a user's edges, newest first. */
export async function listEdges(deps: UsersDeps, list: EdgeList, userId: string, args: PageArguments): Promise<Connection<string>> {
  const page = await paginate({
    args,
    cursors: deps.cursors,
    scope: `${list}:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'otherId' },
    fetch: async ({ filter, sort, limit }) =>
      await deps.models[list]
        .find({ shard: shardOf(userId), ownId: userId, ...filter }, { otherId: 1, createdAt: 1 })
        .sort(sort)
        .limit(limit)
        .lean(),
    placeOf: ({ createdAt, otherId }) => [createdAt, otherId],
  });
  return mapConnection(page, ({ otherId }) => otherId);
}
