/** The content of a weekly summary. */
import { byId } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import { createLoaders } from '../loaders.ts';
import type { GroupRecord } from '../model/group.ts';
import { askVisible } from '../inbox/ask-visible.ts';
import { kinds } from '../settings/kinds.ts';
import { shownActors } from '../inbox/lists.ts';
import { weekMs } from '../settings/preferences.ts';
import { wordPush } from '../push/word-push.ts';

const mostLines = 10;
/** More than are shown, because the recipient may not see some of them any more. */
const mostRead = 50;

/** The unread notifications of a user's last week that they may still see, one line each, newest first. */
export async function summarizeWeek(deps: NotificationsDeps, userId: string): Promise<string[]> {
  const { models, clock } = deps;
  const since = new Date(clock().getTime() - weekMs);
  const unread = await models.groups
    .find({ recipientId: userId, shard: byId(userId).shard, readAt: null, isShown: true, createdAt: { $gt: since } })
    .sort({ createdAt: -1, _id: -1 })
    .limit(mostRead)
    .lean();
  const reading = { viewerId: userId, loaders: createLoaders(deps, userId) };
  const lines: string[] = [];
  for (const group of unread) {
    if (lines.length === mostLines) break;
    const [actorId = null] = await shownActors(reading, group);
    const { kind, actorCount } = group;
    if (actorCount > 0 && actorId === null) continue;
    if (kinds[kind].needsPost && !(await maySee(deps, userId, group))) continue;
    lines.push((await wordPush(deps, { kind, actorId, actorCount, text: '' })).title);
  }
  return lines;
}

async function maySee(deps: NotificationsDeps, userId: string, { subjectId }: GroupRecord): Promise<boolean> {
  const visible = await askVisible(deps, subjectId, [userId]);
  return visible?.viewerIds.has(userId) ?? false;
}
