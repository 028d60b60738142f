/** Reads the facts that decide about a chunk of a push at the moment of sending. */
import { byId } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../../deps.ts';
import { askVisible, type VisiblePost } from '../../inbox/ask-visible.ts';
import { whomMayReach } from '../../inbox/may-reach.ts';
import type { DeviceRecord } from '../../model/device.ts';
import type { GroupRecord } from '../../model/group.ts';
import { askTold } from '../../news/ask-news.ts';
import { eventOf } from '../../news/subject.ts';
import { kinds } from '../../settings/kinds.ts';
import { withoutPush } from '../../settings/preferences.ts';
import { findTargets } from '../devices.ts';
import type { Push } from '../push-data.ts';
import type { Moment } from './decide-push.ts';

/** The facts, with the records behind them that a message is made of. */
export interface PushMoment extends Moment {
  devices: ReadonlyMap<string, DeviceRecord>;
  group: GroupRecord | null;
  visible: VisiblePost | 'unknown' | null;
  /** The actor whom the message names. */
  actorId: string | null;
}

/** Reads the facts about a chunk's recipients now. */
export async function readMoment(deps: NotificationsDeps, push: Push): Promise<PushMoment> {
  const userIds = [...new Set(push.to.map(({ userId }) => userId))];
  const group = push.groupId === null ? null : await deps.models.groups.findOne(byId(push.groupId)).lean();
  const [devices, visible, switchedOff, { actorId, reach }] = await Promise.all([
    findTargets(deps, push.to),
    askSubject(deps, push, userIds).catch((error: unknown) => {
      deps.log.warn({ err: error, pushId: push.pushId }, 'its subject cannot be asked for, trying again');
      return 'unknown' as const;
    }),
    withoutPush(deps, push.kind, userIds),
    findActor(deps, push, group, userIds),
  ]);
  return { devices, hasGroup: push.groupId !== null, group, visible, switchedOff, actorId, reach };
}

/** The post, article or event that a push is about, and who may see it. Null for a push about none. */
async function askSubject(
  deps: NotificationsDeps,
  { kind, postId, subjectId }: Push,
  userIds: readonly string[],
): Promise<VisiblePost | null> {
  if (!kinds[kind].isOfNews) return await askVisible(deps, postId, userIds);
  const told = await askTold(deps, eventOf(kind, subjectId) ?? subjectId);
  if (!told || (told.isCancelled && kind !== 'EVENT_CHANGED')) return { post: null, viewerIds: new Set() };
  const text = told.isCancelled ? `Cancelled: ${told.title}` : told.title;
  return { post: { text, authorId: '' }, viewerIds: new Set(userIds) };
}

/** The actor to name: of a notification's actors the newest who may reach its recipient. */
async function findActor(
  deps: NotificationsDeps,
  push: Push,
  group: GroupRecord | null,
  userIds: readonly string[],
): Promise<Pick<PushMoment, 'actorId' | 'reach'>> {
  const [named = push.actorId, ...others] = group?.actorIds ?? [];
  if (named === null) return { actorId: null, reach: null };
  const reach = await whomMayReach(deps, named, userIds);
  const reachesSome = (each: ReadonlyMap<string, string | null>): boolean => userIds.some((userId) => each.get(userId) === null);
  if (group === null || reachesSome(reach)) return { actorId: named, reach };
  for (const actorId of others) {
    const next = await whomMayReach(deps, actorId, userIds);
    if (reachesSome(next)) return { actorId, reach: next };
  }
  return { actorId: named, reach };
}
