import { checkpointModels } from '#lib/events/reader.ts';
import type { Deps } from '#lib/core/deps.ts';
import type { Publisher } from '#schema/events/index.ts';

const heldFence = Number.MAX_SAFE_INTEGER;

/** Keeps a subgraph from reading a publisher's events until it is disposed of, as if it were far behind. */
export async function holdReader({ connection }: Pick<Deps, 'connection'>, publisher: Publisher): Promise<AsyncDisposable> {
  const { checkpoints } = checkpointModels(connection);
  // A reader goes on only under its own fence.
  await checkpoints.updateOne({ _id: publisher }, { $set: { fence: heldFence } });
  return {
    [Symbol.asyncDispose]: async () => void (await checkpoints.updateOne({ _id: publisher, fence: heldFence }, { $set: { fence: 0 } })),
  };
}
