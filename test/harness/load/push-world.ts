/**
 * The processes that a push goes through, with a stand-in for FCM in this process. The rules write the initial data.
 */
import { shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../../../subgraphs/notifications/deps.ts';
import { type FcmStandIn, startFcm } from '../fakes/fcm.ts';
import { type OpenedStores, openProcesses, type ServiceProcess } from '../processes.ts';

export interface PushWorld extends AsyncDisposable {
  fcm: FcmStandIn;
  stores: OpenedStores;
  /** Those that push. */
  workers: ServiceProcess[];
}

/** Starts users, posts, notifications, and so many workers of it. */
export async function openPushWorld({ workers: count }: { workers: number }): Promise<PushWorld> {
  await using opened = new AsyncDisposableStack();
  const fcm = opened.use(await startFcm());
  const processes = opened.use(await openProcesses());
  await Promise.all([processes.start('users'), processes.start('posts')]);
  await processes.start('notifications', { role: 'api' });
  const pushing = { role: 'worker', entry: 'test/harness/fakes/fcm-worker.ts', env: { FCM_URL: fcm.url } } as const;
  const workers = await Promise.all(Array.from({ length: count }, async () => await processes.start('notifications', pushing)));
  const stores = await processes.open();
  const everything = opened.move();
  return { fcm, stores, workers, [Symbol.asyncDispose]: async () => await everything.disposeAsync() };
}

const perInsert = 1_000;

/** Gives each of these users a device. @returns Their tokens, `device-<index>-<userId>`. */
export async function addDevices({ models, clock, newId }: NotificationsDeps, userIds: readonly string[]): Promise<string[]> {
  const createdAt = clock();
  const devices = userIds.map((userId, index) => {
    const _id = newId('dev', userId);
    return { _id, shard: shardOf(userId), userId, token: `device-${index}-${userId}`, platform: 'ANDROID' as const, createdAt };
  });
  for (let start = 0; start < devices.length; start += perInsert)
    await models.devices.insertMany(devices.slice(start, start + perInsert), { lean: true });
  return devices.map(({ token }) => token);
}
