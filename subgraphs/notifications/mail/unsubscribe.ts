/** Unsubscribes from a kind of mails by the link in one of them (RFC 8058). The link is signed and needs no sign-in. */
import { byId } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { NotificationKind } from '../model/enums.ts';
import { readPreferences, updatePreferences } from '../settings/preferences.ts';

const scope = 'unsubscribe';
export type Mailing = NotificationKind | 'DIGEST';

/** The link that unsubscribes a user from a kind of mails. */
export function unsubscribeUrl({ cursors, config }: NotificationsDeps, userId: string, mailing: Mailing): string {
  return `${config.AGORA_PUBLIC_URL}/mail/unsubscribe?token=${cursors.encode(scope, [userId, mailing])}`;
}

/** The user and the kind of mails of a token. @throws AppError `BAD_USER_INPUT` for a forged token. */
export function readUnsubscribe({ cursors }: NotificationsDeps, token: string): { userId: string; mailing: Mailing } {
  const [userId, mailing] = cursors.decode(scope, token, 'token');
  return { userId: String(userId), mailing: String(mailing) as Mailing };
}

/** Unsubscribes from a kind of mails; idempotent, and without effect for a deleted account. */
export async function unsubscribe(deps: NotificationsDeps, token: string): Promise<void> {
  const { userId, mailing } = readUnsubscribe(deps, token);
  await deps.transaction(async () => {
    if (await deps.models.restrictions.exists({ ...byId(userId), isGone: true })) return;
    const { email } = await readPreferences(deps, userId);
    const changes = mailing === 'DIGEST' ? { weeklyDigest: false } : { email: email.filter((kind) => kind !== mailing) };
    await updatePreferences(deps, userId, changes);
  });
}
