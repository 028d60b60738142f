/** The ledger for admins. */
import { byId, isId } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { DeliveryRecord } from '../model/delivery.ts';

/**
 * The pushes and mails to a user, newest first.
 *
 * @throws AppError `UNAUTHENTICATED`; `FORBIDDEN` unless the viewer is ADMIN; `BAD_USER_INPUT`.
 */
export async function listDeliveries(
  { models, cursors }: NotificationsDeps,
  viewerId: string | null,
  { userId, ...args }: PageArguments & { userId: string },
): Promise<Connection<DeliveryRecord>> {
  // The present role: a token may carry an older one.
  const viewer = await models.people.findOne(byId(requireViewer(viewerId))).lean();
  if (viewer?.role !== 'ADMIN') throw new AppError('FORBIDDEN', 'This is for admins.');
  if (!isId(userId, 'usr')) throw badInput('userId', 'userId is no id of a user.');
  return await paginate({
    args,
    cursors,
    scope: `deliveries:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: '_id' },
    fetch: async ({ filter, sort, limit }) =>
      await models.deliveries
        .find({ recipientId: userId, shard: byId(userId).shard, ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
    placeOf: ({ createdAt, _id }) => [createdAt, _id],
  });
}
