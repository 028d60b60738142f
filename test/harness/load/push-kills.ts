/** A post of an author whom many follow, each with a device, pushed by workers that are killed on the way. */
import { setTimeout as delay } from 'node:timers/promises';
import { shardOf } from '#lib/db/ids.ts';
import { readPostProgress } from '../../../subgraphs/notifications/inbox/post-progress.ts';
import { createLoaders } from '../../../subgraphs/posts/loaders.ts';
import { createPost } from '../../../subgraphs/posts/writing/create-post.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { requestPasswordReset } from '../../../subgraphs/users/mail/recovery.ts';
import type { Person } from '../clients/client.ts';
import { addCrowd } from './crowd.ts';
import { makePeople } from '../clients/people.ts';
import type { OpenedStores, ServiceProcess } from '../processes.ts';
import { addDevices, openPushWorld } from './push-world.ts';

export interface PushKillsOptions {
  followers: number;
  /** How many processes push. */
  workers: number;
  kills: number;
  /** How long after the last all must be through. */
  withinMs: number;
  /** The time between kills. */
  killEveryMs: number;
}

export interface PushKills {
  /** The time from the post to the last accepted message. */
  lastAcceptedMs: number;
  /** Tokens that were never accepted though their device is there. */
  missing: number;
  /** Messages accepted more than once. */
  repeats: number;
  /** Collapse keys seen; one is right. */
  collapseKeys: number;
  /** Devices left of those that FCM calls unregistered. */
  goneLeft: number;
  /** Tokens that were throttled at first and accepted later. */
  throttledAccepted: number;
  throttled: number;
  killed: number;
  /** The time from a request for a new password, during the push, to its mail. */
  resetMailMs: number;
}

const perInsert = 1_000;
const pollMs = 50;
const unregisteredOneIn = 100;
const throttledOneIn = 20;

/** @throws Error when the post is not through in time. */
export async function pushWithKills({
  followers,
  workers: workerCount,
  kills,
  withinMs,
  killEveryMs,
}: PushKillsOptions): Promise<PushKills> {
  await using world = await openPushWorld({ workers: workerCount });
  const { fcm, stores, workers } = world;
  const [author] = (await makePeople(stores.users, 1)) as [Person];
  const ids = await addCrowd(stores.posts, author.id, followers);
  await addFollowers(stores.users, author.id, ids);
  const tokens = await addDevices(stores.notifications, ids);
  await stores.drain();

  const isOneIn = (token: string, many: number, rest: number): boolean => Number(token.split('-')[1]) % many === rest;
  fcm.answer = ({ token }, nthTry) => {
    if (isOneIn(token, unregisteredOneIn, 0)) return 'unregistered';
    return nthTry === 1 && isOneIn(token, throttledOneIn, 1) ? { throttledSeconds: 1 } : 'accept';
  };
  const reading = { deps: stores.posts, viewerId: author.id, loaders: createLoaders(stores.posts, author.id) };
  const { _id: postId } = await createPost(reading, { text: 'to everybody' });
  const beganMs = Date.now();
  const isThrough = async (): Promise<boolean> => {
    const [push] = await readPostProgress(stores.notifications, [postId]);
    return push?.total != null && push.done >= push.total;
  };

  let killed = 0;
  let nextKillMs = beganMs + killEveryMs;
  let reset: Promise<number> | undefined;
  const restarts: Promise<void>[] = [];
  /** A process that has not restarted yet does no work and is not killed again. */
  const away = new Set<ServiceProcess>();
  for (const deadline = beganMs + withinMs; !(await isThrough()); await delay(pollMs)) {
    if (Date.now() > deadline) throw new Error(`Not through after ${withinMs} ms: ${fcm.accepted.length} accepted.`);
    reset ??= fcm.accepted.length > 0 ? resetMailMs(stores, author) : undefined;
    const worker = workers[killed % workers.length];
    if (!worker || killed >= kills || Date.now() < nextKillMs || away.has(worker)) continue;
    killed += 1;
    nextKillMs += killEveryMs;
    away.add(worker);
    restarts.push(
      worker
        .kill()
        .then(async () => await worker.restart())
        .then(() => void away.delete(worker)),
    );
  }
  await Promise.all(restarts);
  const acceptedTokens = fcm.accepted.map(({ message }) => message.token);
  const seen = new Set(acceptedTokens);
  const gone = tokens.filter((token) => isOneIn(token, unregisteredOneIn, 0));
  const throttled = tokens.filter((token) => isOneIn(token, throttledOneIn, 1) && !isOneIn(token, unregisteredOneIn, 0));
  return {
    lastAcceptedMs: Math.max(...fcm.accepted.map(({ atMs }) => atMs)) - beganMs,
    missing: tokens.filter((token) => !seen.has(token)).length - gone.length,
    repeats: acceptedTokens.length - seen.size,
    collapseKeys: new Set(fcm.accepted.map(({ message }) => message.android.collapse_key)).size,
    goneLeft: await stores.notifications.models.devices.countDocuments({ token: { $in: gone } }),
    throttledAccepted: throttled.filter((token) => seen.has(token)).length,
    throttled: throttled.length,
    killed,
    resetMailMs: (await reset) ?? Number.NaN,
  };
}

async function resetMailMs({ users, notifications }: OpenedStores, { username, id }: Person): Promise<number> {
  const beganMs = Date.now();
  await requestPasswordReset(users, `${username}@example.org`);
  const mail = { recipientId: id, 'message.subject': 'Choose a new password' };
  while (!(await notifications.models.mailbox.exists(mail))) await delay(pollMs);
  return Date.now() - beganMs;
}

/** Lets users page through the crowd, too. */
async function addFollowers({ models, clock }: UsersDeps, followeeId: string, ids: readonly string[]): Promise<void> {
  const createdAt = clock();
  for (let start = 0; start < ids.length; start += perInsert)
    await models.followers.insertMany(
      ids
        .slice(start, start + perInsert)
        .map((followerId) => ({ _id: `${followeeId}:${followerId}`, shard: shardOf(followeeId), followeeId, followerId, createdAt })),
      { lean: true },
    );
}
