/** Ending a kind of mails by the link in one of them (RFC 8058): the link is signed and needs no sign-in. */
import { byId } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { NotificationKind } from '../model/enums.ts';
import { readPreferences, updatePreferences } from '../settings/preferences.ts';

const scope = 'unsubscribe';
export type Mailing = NotificationKind | 'DIGEST';

/** The address under which mails of a kind end for a user. */
export function unsubscribeUrl({ cursors, config }: NotificationsDeps, userId: string, mailing: Mailing): string {
  return `${config.AGORA_PUBLIC_URL}/mail/unsubscribe?token=${cursors.encode(scope, [userId, mailing])}`;
}

/** Whose mails of which kind a token ends. @throws AppError `BAD_USER_INPUT` for what we did not make. */
export function readUnsubscribe({ cursors }: NotificationsDeps, token: string): { userId: string; mailing: Mailing } {
  const [userId, mailing] = cursors.decode(scope, token, 'token');
  return { userId: String(userId), mailing: String(mailing) as Mailing };
}

/** Ends mails of a kind; again is fine. Of an account that is gone there is nothing to end. */
export async function unsubscribe(deps: NotificationsDeps, token: string): Promise<void> {
  const { userId, mailing } = readUnsubscribe(deps, token);
  await deps.transaction(async () => {
    if (await deps.models.restrictions.exists({ ...byId(userId), isGone: true })) return;
    const { email } = await readPreferences(deps, userId);
    const changes = mailing === 'DIGEST' ? { weeklyDigest: false } : { email: email.filter((kind) => kind !== mailing) };
    await updatePreferences(deps, userId, changes);
  });
}
