/** Receipts of deleted accounts: the subgraphs that have erased their part. */
import { byId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../deps.ts';
import { type Keeper, keepers } from '../model/erasure.ts';

/** Opens the receipt of an account that is being deleted, in the surrounding transaction. */
export async function openErasure({ models, clock }: UsersDeps, userId: string): Promise<void> {
  await models.erasures.insertMany([{ ...byId(userId), requestedAt: clock(), erasedAt: {}, completedAt: null }]);
}

/** Notes that a subgraph has erased its part; the last one completes the receipt. In the surrounding transaction. */
export async function noteErased({ models, clock, log }: UsersDeps, userId: string, keeper: Keeper): Promise<void> {
  const now = clock();
  const change = { $set: { [`erasedAt.${keeper}`]: now } };
  const receipt = await models.erasures.findOneAndUpdate(byId(userId), change, { returnDocument: 'after' }).lean();
  if (!receipt || receipt.completedAt || !keepers.every((name) => receipt.erasedAt[name])) return;
  await models.erasures.updateOne(byId(userId), { $set: { completedAt: now } });
  log.info({ userId, requestedAt: receipt.requestedAt }, 'account erased everywhere');
}
