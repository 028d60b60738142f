/** How long a push takes while nothing else is to be done. */
import { setTimeout as delay } from 'node:timers/promises';
import { follow } from '../../../subgraphs/users/relations/follows.ts';
import { makePeople } from '../clients/people.ts';
import { addDevices, type PushWorld } from './push-world.ts';

const pollMs = 2;

/** Has one person follow many others in turn. @returns The time of each, from the answer until FCM has the push. */
export async function measurePushes(
  { fcm, stores }: PushWorld,
  { count, withinMs }: { count: number; withinMs: number },
): Promise<number[]> {
  const [follower, ...others] = await makePeople(stores.users, count + 1);
  const ids = others.map(({ id }) => id);
  const tokens = await addDevices(stores.notifications, ids);
  await stores.drain();
  const tookMs: number[] = [];
  for (const [index, userId] of ids.entries()) {
    await follow(stores.users, { viewerId: follower?.id ?? '', userId });
    const beganMs = Date.now();
    let handedOver = fcm.tries.get(tokens[index] ?? '');
    for (; handedOver === undefined; handedOver = fcm.tries.get(tokens[index] ?? '')) {
      if (Date.now() - beganMs > withinMs) throw new Error(`Push ${index} was not handed over within ${withinMs} ms.`);
      await delay(pollMs);
    }
    tookMs.push(Date.now() - beganMs);
  }
  return tookMs;
}
