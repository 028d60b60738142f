/** The preferences of users: their own choices, or the defaults. */
import { byId, byIds } from '#lib/db/ids.ts';
import { badInput } from '#lib/core/errors.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { NotificationKind } from '../model/enums.ts';
import type { PreferencesRecord } from '../model/people.ts';
import { allKinds, defaultPreferences, firstKinds } from './kinds.ts';

export const weekMs = 7 * 86_400_000;

export type Preferences = Pick<PreferencesRecord, 'push' | 'email' | 'weeklyDigest'>;

/** The preferences of a user. */
export async function readPreferences({ models }: NotificationsDeps, userId: string): Promise<Preferences> {
  return chosen(await models.preferences.findOne(byId(userId)).lean());
}

/** What a user has chosen. A kind that came later is as by default: who once chose still gets what is new. */
function chosen(record: PreferencesRecord | null): Preferences {
  if (!record) return defaultPreferences;
  const { known = firstKinds, weeklyDigest } = record;
  const isOn = (way: 'push' | 'email', kind: NotificationKind): boolean =>
    (known.includes(kind) ? record : defaultPreferences)[way].includes(kind);
  const on = (way: 'push' | 'email'): NotificationKind[] => allKinds.filter((kind) => isOn(way, kind));
  return { push: on('push'), email: on('email'), weeklyDigest };
}

/** The ones of some users who have switched off pushes of a kind. */
export async function withoutPush({ models }: NotificationsDeps, kind: NotificationKind, userIds: readonly string[]): Promise<Set<string>> {
  const records = await models.preferences.find({ ...byIds(userIds), push: { $ne: kind } }).lean();
  return new Set(records.filter((record) => !chosen(record).push.includes(kind)).map(({ _id }) => _id));
}

export interface PreferenceChanges {
  push?: readonly NotificationKind[] | null | undefined;
  email?: readonly NotificationKind[] | null | undefined;
  weeklyDigest?: boolean | null | undefined;
}

/** Changes preferences; absent ones stay. @throws AppError `BAD_USER_INPUT` for null. */
export async function updatePreferences(deps: NotificationsDeps, userId: string, changes: PreferenceChanges): Promise<Preferences> {
  for (const [field, value] of Object.entries(changes)) if (value === null) throw badInput(field, `${field} cannot be null: leave it out.`);
  return await deps.transaction(async () => {
    const before = await deps.models.preferences.findOne(byId(userId)).lean();
    const { push, email, weeklyDigest } = chosen(before);
    const now = {
      push: [...new Set(changes.push ?? push)],
      email: [...new Set(changes.email ?? email)],
      weeklyDigest: changes.weeklyDigest ?? weeklyDigest,
    };
    const digestDueAt = now.weeklyDigest ? (before?.digestDueAt ?? new Date(deps.clock().getTime() + weekMs)) : null;
    await deps.models.preferences.updateOne(byId(userId), { $set: { ...now, known: allKinds, digestDueAt } }, { upsert: true });
    return now;
  });
}
