import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import type { UsersDeps } from './context.ts';
import type { UserRecord } from './model.ts';

/** One request's reads, so that a list costs one query a collection. */
export interface Loaders {
  /** A user by id; null when there is none. */
  user: DataLoader<string, UserRecord | null>;
  /** Whether the viewer follows the user of that id. */
  viewerFollows: DataLoader<string, boolean>;
  /** Whether the user of that id follows the viewer. */
  followsViewer: DataLoader<string, boolean>;
  /** Forgets what was read; after a write. */
  clear: () => void;
}

/** Fresh loaders for one request. */
export function createLoaders({ models }: Pick<UsersDeps, 'models'>, viewerId: string | null): Loaders {
  const user = new DataLoader<string, UserRecord | null>(async (ids) => {
    const found = await models.users.find(byIds(ids)).lean();
    const users = new Map(found.map((record) => [record._id, record]));
    return ids.map((id) => users.get(id) ?? null);
  });

  const edges = (model: typeof models.following): DataLoader<string, boolean> =>
    new DataLoader(async (ids) => {
      if (viewerId === null) return ids.map(() => false);
      const edgeIds = ids.map((id) => `${viewerId}:${id}`);
      const found = await model.find({ _id: { $in: edgeIds }, shard: shardOf(viewerId) }, { _id: 1 }).lean();
      const present = new Set(found.map(({ _id }) => _id));
      return edgeIds.map((id) => present.has(id));
    });
  const viewerFollows = edges(models.following);
  const followsViewer = edges(models.followers);

  return {
    user,
    viewerFollows,
    followsViewer,
    clear: () => {
      for (const loader of [user, viewerFollows, followsViewer]) loader.clearAll();
    },
  };
}
