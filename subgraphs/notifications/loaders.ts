/** The loaders of one request: each asks its collection once for all fields. */
import DataLoader from 'dataloader';
import { byId } from '#lib/db/ids.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { createRelationLoaders, type RelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { NotificationsDeps } from './deps.ts';
import type { ActRecord, GroupRecord } from './model/group.ts';
import { whichVisible } from './inbox/ask-visible.ts';
import { type PostProgress, readPostProgress } from './inbox/post-progress.ts';

export interface Loaders extends RelationLoaders {
  /** A notification of the viewer's own; null for all others. */
  ownGroup: DataLoader<string, GroupRecord | null>;
  /** Whether the viewer may see a post. */
  seesPost: DataLoader<string, boolean>;
  /** Whether the viewer may find a room. */
  seesRoom: DataLoader<string, boolean>;
  /** Whether the viewer may read an article or event. */
  seesNews: DataLoader<string, boolean>;
  /** An act in one of the viewer's notifications, by its id. */
  ownAct: DataLoader<string, ActRecord | null>;
  /** The progress of pushing one of the viewer's posts. */
  ownPostPush: DataLoader<string, PostProgress | null>;
}

export function createLoaders(deps: NotificationsDeps, viewerId: string | null): Loaders {
  const { models } = deps;
  const sees = (owner: 'posts' | 'rooms' | 'news'): DataLoader<string, boolean> =>
    new DataLoader(async (ids) => {
      const visible = viewerId === null ? new Set() : await whichVisible(deps, owner, viewerId, ids);
      return ids.map((id) => visible.has(id));
    });
  return {
    ...createRelationLoaders(models, viewerId),
    ownGroup: new DataLoader(async (ids) => {
      if (viewerId === null) return ids.map(() => null);
      const { shard } = byId(viewerId);
      const groups = await models.groups.find({ _id: { $in: [...ids] }, shard, recipientId: viewerId, isShown: true }).lean();
      return inOrderOf(ids, groups);
    }),
    seesPost: sees('posts'),
    seesRoom: sees('rooms'),
    seesNews: sees('news'),
    ownAct: new DataLoader(async (ids) => {
      if (viewerId === null) return ids.map(() => null);
      const { shard } = byId(viewerId);
      return inOrderOf(ids, await models.acts.find({ _id: { $in: [...ids] }, shard, recipientId: viewerId }).lean());
    }),
    ownPostPush: new DataLoader(async (ids) => {
      if (viewerId === null) return ids.map(() => null);
      const progress = await readPostProgress({ models }, ids);
      return inOrderOf(
        ids,
        progress.filter(({ authorId }) => authorId === viewerId),
      );
    }),
  };
}
