/** The loaders of one execution for many viewers, as for the listeners of a room. What is of one viewer alone parts the crowd. */
import DataLoader from 'dataloader';
import type { Crowd } from '#lib/crowd/crowd.ts';
import { maySeeActor } from '#lib/relations/may-see.ts';
import { readRelationsOfUsers } from '#lib/relations/read-relations.ts';
import { relationsOf } from '#lib/relations/viewer-relations.ts';
import type { Loaders } from './context.ts';
import type { RoomsDeps } from './deps.ts';
import { loadersOfNobody, shardsOf } from './loaders.ts';

export function createCrowdLoaders(deps: RoomsDeps, crowd: Crowd): Loaders {
  const { models } = deps;
  const apart = <Value>(): DataLoader<string, Value> => new DataLoader<string, Value>(async () => crowd.apart());
  return {
    ...loadersOfNobody(deps),
    between: apart(),
    restriction: apart(),
    membership: apart(),
    invite: apart(),
    account: apart(),
    hiddenMembers: apart(),
    unread: apart(),
    ownReactions: apart(),
    hiddenReactions: apart(),
    blockedWith: async () => crowd.apart(),
    isMember: new DataLoader<string, boolean>(async (roomIds) => {
      const ids = roomIds.flatMap((roomId) => crowd.viewerIds.map((viewerId) => `${roomId}/${viewerId}`));
      const found = new Set(
        (await models.members.find({ _id: { $in: ids }, shard: shardsOf(roomIds) }, { _id: 1 }).lean()).map(({ _id }) => _id),
      );
      return crowd.agree(roomIds, (viewerId, roomId) => found.has(`${roomId}/${viewerId}`));
    }, crowd.batches),
    shown: new DataLoader<string, boolean>(async (userIds) => {
      const known = await readRelationsOfUsers(models, { viewerIds: crowd.viewerIds, userIds });
      const lookups = { ...known, follows: () => false };
      return crowd.agree(userIds, (viewerId, userId) => maySeeActor(relationsOf(viewerId, lookups), userId));
    }, crowd.batches),
  };
}
