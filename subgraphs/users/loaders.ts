import DataLoader from 'dataloader';
import { byId, byIds, shardOf } from '#lib/db/ids.ts';
import type { Crowd } from '#lib/crowd/crowd.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import type { UsersDeps } from './deps.ts';
import type { UserRecord } from './model/user.ts';
import { isModerator } from './moderation/moderation.ts';
import { mayFind } from './relations/visibility.ts';

/** The loaders of one request: a list costs one query per collection. */
export interface Loaders {
  /** A user by id; null when they do not exist for the viewer. */
  user: DataLoader<string, UserRecord | null>;
  /** A user by id, whether or not the viewer may find them. */
  anyUser: DataLoader<string, UserRecord | null>;
  /** Whether the viewer follows the user of that id. */
  viewerFollows: DataLoader<string, boolean>;
  /** Whether the user of that id follows the viewer. */
  followsViewer: DataLoader<string, boolean>;
  /** Whether the viewer's request to follow the user of that id waits for an answer. */
  followRequested: DataLoader<string, boolean>;
  viewerBlocks: DataLoader<string, boolean>;
  blocksViewer: DataLoader<string, boolean>;
  viewerMutes: DataLoader<string, boolean>;
  /** Clears all loaders after a write. */
  clear: () => void;
}

/** The part of an edge's model that shows whether an edge exists. */
interface Ends {
  find: (
    filter: { _id: { $in: string[] }; shard: number | { $in: number[] } },
    projection: { _id: 1 },
  ) => { lean: () => PromiseLike<{ _id: string }[]> };
}

type Flags = Omit<Loaders, 'user' | 'anyUser' | 'clear'>;

/** The flags between viewers and users, each by the end that lies with the viewer. */
function flagsBy(models: UsersDeps['models'], ends: (model: Ends) => DataLoader<string, boolean>): Flags {
  return {
    viewerFollows: ends(models.following),
    followsViewer: ends(models.followers),
    followRequested: ends(models.requestsSent),
    viewerBlocks: ends(models.blocking),
    blocksViewer: ends(models.blockedBy),
    viewerMutes: ends(models.muting),
  };
}

function withClear(loaders: Omit<Loaders, 'clear'>): Loaders {
  return {
    ...loaders,
    clear: () => {
      for (const loader of Object.values(loaders)) loader.clearAll();
    },
  };
}

/** Fresh loaders for one request. */
export function createLoaders({ models }: Pick<UsersDeps, 'models'>, viewerId: string | null): Loaders {
  const ends = (model: Ends): DataLoader<string, boolean> =>
    new DataLoader(async (ids) => {
      if (viewerId === null) return ids.map(() => false);
      const endIds = ids.map((id) => `${viewerId}:${id}`);
      const found = await model.find({ _id: { $in: endIds }, shard: shardOf(viewerId) }, { _id: 1 }).lean();
      const present = new Set(found.map(({ _id }) => _id));
      return endIds.map((id) => present.has(id));
    });
  const flags = flagsBy(models, ends);

  const anyUser = new DataLoader<string, UserRecord | null>(async (ids) => inOrderOf(ids, await models.users.find(byIds(ids)).lean()));
  const isViewerModerator = async (): Promise<boolean> => {
    const viewer = viewerId === null ? null : await models.users.findOne(byId(viewerId), { role: 1 }).lean();
    return viewer !== null && isModerator(viewer.role);
  };
  const user = new DataLoader<string, UserRecord | null>(async (ids) => {
    const found = await Promise.all(ids.map((id) => anyUser.load(id)));
    const blocking = await Promise.all(ids.map((id) => flags.blocksViewer.load(id)));
    const isRoleAsked = found.some((record) => record !== null && record.suspension !== null && record._id !== viewerId);
    const view = { viewerId, isModerator: isRoleAsked && (await isViewerModerator()) };
    return found.map((record, index) =>
      record !== null && mayFind({ ...view, blocksViewer: blocking[index] ?? false }, record) ? record : null,
    );
  });

  return withClear({ user, anyUser, ...flags });
}

/** The loaders of one execution for many viewers. */
export function createCrowdLoaders({ models }: Pick<UsersDeps, 'models'>, crowd: Crowd): Loaders {
  const shards = [...new Set(crowd.viewerIds.map(shardOf))];
  const ends = (model: Ends): DataLoader<string, boolean> =>
    new DataLoader<string, boolean>(async (ids) => {
      const endIds = ids.flatMap((id) => crowd.viewerIds.map((viewerId) => `${viewerId}:${id}`));
      const found = await model.find({ _id: { $in: endIds }, shard: { $in: shards } }, { _id: 1 }).lean();
      const present = new Set(found.map(({ _id }) => _id));
      return crowd.agree(ids, (viewerId, id) => present.has(`${viewerId}:${id}`));
    }, crowd.batches);
  const flags = flagsBy(models, ends);
  const anyUser = new DataLoader<string, UserRecord | null>(async (ids) => inOrderOf(ids, await models.users.find(byIds(ids)).lean()));
  const user = new DataLoader<string, UserRecord | null>(
    async (ids) =>
      await Promise.all(
        ids.map(async (id) => {
          try {
            const [record, blocksViewer] = await Promise.all([anyUser.load(id), flags.blocksViewer.load(id)]);
            // Whom moderators and the users themselves see then is asked of each viewer.
            if (record?.suspension) return crowd.apart();
            return record !== null && mayFind({ viewerId: null, isModerator: false, blocksViewer }, record) ? record : null;
          } catch (error) {
            return error as Error;
          }
        }),
      ),
  );
  return withClear({ user, anyUser, ...flags });
}
