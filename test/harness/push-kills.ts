/** A post of an author whom many follow, each with a device, pushed by workers that are killed on the way. */
import { setTimeout as delay } from 'node:timers/promises';
import { shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../../subgraphs/notifications/context.ts';
import type { UsersDeps } from '../../subgraphs/users/context.ts';
import { addCrowd } from './crowd.ts';
import { startFcm } from './fcm.ts';
import { createApiClient } from './client.ts';
import { openProcesses } from './processes.ts';

export interface PushKillsOptions {
  followers: number;
  /** How many processes push. */
  workers: number;
  kills: number;
  /** How long after the last all must be through. */
  withinMs: number;
  /** What the kills are apart. */
  killEveryMs: number;
}

export interface PushKills {
  /** From the answer of createPost to the last message accepted. */
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
  /** From asking for a new password, in the middle of it, to the mail. */
  resetMailMs: number;
  state: string;
}

const perInsert = 1_000;
const pollMs = 50;
const unregisteredOneIn = 100;
const throttledOneIn = 20;

/** @throws Error when the post is not through in time. */
export async function pushWithKills({ followers, workers: workerCount, kills, withinMs, killEveryMs }: PushKillsOptions): Promise<PushKills> {
  await using fcm = await startFcm();
  await using processes = await openProcesses();
  const entry = 'test/harness/fcm-worker.ts';
  const env = { FCM_URL: fcm.url };
  await Promise.all([processes.start('users'), processes.start('posts')]);
  await processes.start('notifications', { role: 'api' });
  const starting = Array.from({ length: workerCount }, () => processes.start('notifications', { role: 'worker', entry, env }));
  const workers = await Promise.all(starting);
  const gateway = await processes.start('gateway');
  const client = createApiClient(gateway.url);
  const stores = await processes.open();
  const author = await client.register();
  const ids = await addCrowd(stores.posts, author.id, followers);
  await addFollowers(stores.users, author.id, ids);
  const tokens = await addDevices(stores.notifications, ids);
  await stores.drain();

  const isOneIn = (token: string, many: number, rest: number): boolean => Number(token.split('-')[1]) % many === rest;
  fcm.answer = ({ token }, nthTry) => {
    if (isOneIn(token, unregisteredOneIn, 0)) return 'unregistered';
    return nthTry === 1 && isOneIn(token, throttledOneIn, 1) ? { throttledSeconds: 1 } : 'accept';
  };
  const { data } = await client.ask('mutation { createPost(input: { text: "to everybody" }) { id } }', {}, author);
  const { id } = data.createPost;
  const beganMs = Date.now();
  const push = async () => (await client.ask('query ($id: ID!) { post(id: $id) { push { state } } }', { id }, author)).data.post?.push;

  let killed = 0;
  let nextKillMs = beganMs + killEveryMs;
  let reset: Promise<number> | undefined;
  const restarts: Promise<void>[] = [];
  let state = 'PENDING';
  for (const deadline = beganMs + withinMs; state !== 'DONE'; await delay(pollMs)) {
    if (Date.now() > deadline) throw new Error(`Not through after ${withinMs} ms: ${fcm.accepted.length} accepted, ${state}.`);
    state = (await push())?.state ?? state;
    reset ??= fcm.accepted.length > 0 ? resetMailMs(stores.notifications, client, author) : undefined;
    const worker = workers[killed % workers.length];
    if (!worker || killed >= kills || Date.now() < nextKillMs || !worker.isRunning()) continue;
    killed += 1;
    nextKillMs += killEveryMs;
    restarts.push(worker.kill().then(async () => await worker.restart()));
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
    state,
  };
}

async function resetMailMs(
  { models }: NotificationsDeps,
  client: ReturnType<typeof createApiClient>,
  { username, id }: { username: string; id: string },
) {
  const beganMs = Date.now();
  const email = `${username}@example.org`;
  await client.ask('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', { email });
  while (!(await models.mailbox.exists({ recipientId: id, 'message.subject': 'Choose a new password' }))) await delay(pollMs);
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

async function addDevices({ models, clock, newId }: NotificationsDeps, userIds: readonly string[]): Promise<string[]> {
  const createdAt = clock();
  const devices = userIds.map((userId, index) => {
    const _id = newId('dev', userId);
    return { _id, shard: shardOf(userId), userId, token: `device-${index}-${userId}`, platform: 'ANDROID' as const, createdAt };
  });
  for (let start = 0; start < devices.length; start += perInsert)
    await models.devices.insertMany(devices.slice(start, start + perInsert), { lean: true });
  return devices.map(({ token }) => token);
}
