import { MustWait } from '../../store/writer.ts';

/** Tries again, whenever an open transaction was in the way, once that has ended. Others are served meanwhile. */
export async function whenFree<T>(attempt: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MustWait)) throw error;
      await error.transaction.ended;
    }
  }
}
