/** Sends one mail, once: an accepted mail is not sent again. */
import { shardOf } from '#lib/db/ids.ts';
import { upserting } from '#lib/db/queries/upserting.ts';
import { AppError } from '#lib/core/errors.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { NotificationKind } from '../model/enums.ts';
import { onOneLine } from './lay-out.ts';
import type { Mail } from './mail.ts';
import { type MailRequest, render } from './templates.ts';

/** A try that began this long ago without an outcome has died. */
const tryLastsMs = 30_000;

/**
 * Sends a mail under an id; without a mail server the development mailbox keeps it. Its content is stored nowhere else.
 *
 * @throws AppError `SUBGRAPH_UNAVAILABLE` when the mail server does not accept the mail now, or another try is under way. The
 * caller tries again.
 */
export async function deliverMail(deps: NotificationsDeps, id: string, request: MailRequest): Promise<void> {
  const { models, clock } = deps;
  const { userId, name, address } = request.to;
  const ledger = { _id: `mail/${id}`, shard: shardOf(userId) };
  const now = clock();
  const queued = {
    recipientId: userId,
    channel: 'EMAIL' as const,
    kind: kindOf(request),
    subject: request.template,
    groupId: null,
    deviceId: null,
    state: 'QUEUED' as const,
    reason: null,
    createdAt: now,
    updatedAt: now,
    readAt: null,
  };
  await upserting(() => models.deliveries.updateOne(ledger, { $setOnInsert: queued }, { upsert: true }));
  const begun = await models.deliveries.updateOne(
    { ...ledger, $or: [{ state: 'QUEUED' }, { state: 'SENT', updatedAt: { $lt: new Date(now.getTime() - tryLastsMs) } }] },
    { $set: { state: 'SENT', updatedAt: now }, $inc: { attempts: 1 } },
  );
  if (begun.matchedCount === 0) {
    const other = await models.deliveries.findOne(ledger, { state: 1 }).lean();
    if (other?.state === 'SENT') throw new AppError('SUBGRAPH_UNAVAILABLE', 'This mail is on its way.');
    return;
  }
  const settle = async (state: 'QUEUED' | 'ACCEPTED' | 'FAILED', reason: string | null): Promise<void> => {
    await models.deliveries.updateOne(ledger, { $set: { state, reason, updatedAt: clock() } });
  };
  const { smtp } = deps.parts;
  if (!smtp && deps.config.NODE_ENV === 'production') {
    await settle('FAILED', 'SMTP_URL is not set');
    return;
  }
  const mail: Mail = { id, to: { name: onOneLine(name), address }, ...render(request) };
  try {
    if (smtp) await smtp.send(mail);
    else await keep(deps, userId, mail);
  } catch (error) {
    const isRefused = isRefusal(error);
    const reason = String(error).slice(0, 300);
    await settle(isRefused ? 'FAILED' : 'QUEUED', reason);
    if (isRefused) return;
    throw Object.assign(new AppError('SUBGRAPH_UNAVAILABLE', 'The mail server does not take mails just now.'), { cause: error });
  }
  await settle('ACCEPTED', null);
}

function kindOf({ template }: MailRequest): NotificationKind | null {
  if (template === 'media-ready') return 'MEDIA_READY';
  return template === 'article-added' ? 'ARTICLE_ADDED' : null;
}

/**
 * Whether the server refuses this mail for good. An error before the recipient is about our settings: once an operator has
 * corrected them, the server accepts the mail.
 */
function isRefusal(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  return Number(responseCode) >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

/** Stores a mail in the development mailbox. */
async function keep({ models, clock }: NotificationsDeps, recipientId: string, { id, ...message }: Mail): Promise<void> {
  await models.mailbox.updateOne({ _id: id }, { $set: { recipientId, message, at: clock() }, $inc: { times: 1 } }, { upsert: true });
}
