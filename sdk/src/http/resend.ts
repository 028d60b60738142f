/** Tries again after temporary failures. */
import { type AgoraError, isAgoraError } from '../errors.ts';
import { backoffMs, wait } from '../wait.ts';

const maxTries = 5;
/** After a longer `retryAfter` the error is thrown, and the app decides. */
const longestRetryAfterMs = 30_000;

export interface ResendOptions {
  signal?: AbortSignal | undefined;
  /** Whether sending it twice is safe. @defaultValue true */
  isSafe?: boolean;
}

/** Whether the same request can succeed later. */
export function isPassing(error: unknown): error is AgoraError {
  return isAgoraError(error) && ['NETWORK_FAILED', 'SUBGRAPH_UNAVAILABLE', 'RATE_LIMITED'].includes(error.code);
}

/** The pause after a failure, in milliseconds: at least `retryAfter`, and longer each time. */
export function delayAfter(error: AgoraError, failures: number): number {
  const retryAfter = error.code === 'RATE_LIMITED' ? (error.retryAfter ?? 0) : 0;
  return retryAfter * 1000 + backoffMs(failures);
}

/** Runs a request until it succeeds, up to 5 times. @throws the last error */
export async function resend<Result>(run: () => Promise<Result>, { signal, isSafe = true }: ResendOptions): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await run();
    } catch (error) {
      if (!isSafe || !isPassing(error) || failures + 1 >= maxTries) throw error;
      const delayMs = delayAfter(error, failures);
      if (delayMs > longestRetryAfterMs) throw error;
      await wait(delayMs, signal);
    }
  }
}
