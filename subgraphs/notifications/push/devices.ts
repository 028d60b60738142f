/** The devices that receive pushes. */
import { createHash } from 'node:crypto';
import { byId, byIds } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { Platform } from '../model/enums.ts';
import type { DeviceRecord } from '../model/device.ts';
import { isStillThere } from '../inbox/still-there.ts';

const longestToken = 4_096;
/** The devices of one user; a further one replaces the oldest. */
const mostDevices = 20;
/** Devices in one batch of the database. */
const atOnce = 1_000;

function claimId(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function readToken(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token) || token.length > longestToken)
    throw badInput('token', `A registration token has 1 to ${longestToken} visible characters.`);
  return token;
}

/** The devices of a user, newest first. */
export async function listDevices({ models }: NotificationsDeps, userId: string): Promise<DeviceRecord[]> {
  return await models.devices
    .find({ userId, shard: byId(userId).shard })
    .sort({ createdAt: -1, _id: -1 })
    .lean();
}

/** The devices of a push, by id: each named device, and all devices of a user for whom none is named. */
export async function findTargets(
  { models }: NotificationsDeps,
  to: readonly { userId: string; deviceId: string | null }[],
): Promise<Map<string, DeviceRecord>> {
  const deviceIds = to.flatMap(({ deviceId }) => deviceId ?? []);
  const userIds = to.filter(({ deviceId }) => deviceId === null).map(({ userId }) => userId);
  const { $in: shards } = byIds(userIds).shard;
  const found = [
    ...(deviceIds.length === 0 ? [] : await models.devices.find(byIds(deviceIds)).batchSize(atOnce).lean()),
    ...(userIds.length === 0
      ? []
      : await models.devices
          .find({ userId: { $in: userIds }, shard: { $in: shards } })
          .batchSize(atOnce)
          .lean()),
  ];
  return new Map(found.map((device) => [device._id, device]));
}

export interface NewDevice {
  userId: string;
  /** The session that registers the device, and whose end removes it. */
  sessionId?: string | null;
  token: string;
  platform: Platform;
}

/**
 * Registers a device for a user. A token of another account moves to this one.
 *
 * @throws AppError `BAD_USER_INPUT` of `token`; `UNAUTHENTICATED` for a session that has just ended.
 */
export async function registerDevice(deps: NotificationsDeps, { userId, sessionId, token, platform }: NewDevice): Promise<DeviceRecord> {
  const claim = { _id: claimId(readToken(token)) };
  const { models, clock, newId } = deps;
  const session = sessionId == null ? {} : { sessionId };
  return await deps.transaction(async () => {
    // An access token may outlive its session by a moment: it must not leave a device behind.
    if (sessionId != null && !(await isStillThere(deps, sessionId))) throw new AppError('UNAUTHENTICATED', 'This session has ended.');
    const held = await models.deviceTokens.findById(claim._id).lean();
    if (held?.userId === userId) {
      const kept = await models.devices
        .findOneAndUpdate({ ...byId(held.deviceId), userId }, { $set: { platform, ...session } }, { returnDocument: 'after' })
        .lean();
      if (kept) return kept;
    } else if (held) await models.devices.deleteOne(byId(held.deviceId));
    const deviceId = newId('dev', userId);
    const device: DeviceRecord = { ...byId(deviceId), userId, ...session, token, platform, createdAt: clock() };
    await models.deviceTokens.updateOne(claim, { $set: { deviceId, userId } }, { upsert: true });
    await models.devices.insertMany([device]);
    const surplus = (await listDevices(deps, userId)).slice(mostDevices);
    await removeDevices(deps, surplus);
    return device;
  });
}

/** Removes a device. @returns Whether it was the user's. */
export async function unregisterDevice(deps: NotificationsDeps, { userId, token }: { userId: string; token: string }): Promise<boolean> {
  const { models } = deps;
  const _id = claimId(readToken(token));
  return await deps.transaction(async () => {
    const held = await models.deviceTokens.findById(_id).lean();
    if (held?.userId !== userId) return false;
    await models.deviceTokens.deleteOne({ _id });
    await models.devices.deleteOne({ ...byId(held.deviceId), userId });
    return true;
  });
}

/** Removes the devices that a session registered, in the surrounding transaction. */
export async function removeDevicesOf(
  deps: NotificationsDeps,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  await removeDevices(deps, await deps.models.devices.find({ userId, shard: byId(userId).shard, sessionId }).lean());
}

/** Removes devices, in the surrounding transaction. A token that a newer device has registered stays claimed. */
export async function removeDevices({ models }: NotificationsDeps, devices: readonly Pick<DeviceRecord, '_id' | 'token'>[]): Promise<void> {
  if (devices.length === 0) return;
  const ids = devices.map(({ _id }) => _id);
  await models.devices.deleteMany(byIds(ids));
  await models.deviceTokens.deleteMany({ _id: { $in: devices.map(({ token }) => claimId(token)) }, deviceId: { $in: ids } });
}
