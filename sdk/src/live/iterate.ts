/** A generator that signals can end, also while it waits for its next value. */

/**
 * @param begin - Starts the generator; it has to end when the signal passed to it is aborted.
 * @param signals - Each of them ends the generator.
 */
export function iterate<Value>(
  begin: (signal: AbortSignal) => AsyncGenerator<Value, void>,
  ...signals: (AbortSignal | undefined)[]
): AsyncGenerator<Value, void> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const forget = (): void => {
    for (const signal of signals) signal?.removeEventListener('abort', end);
  };
  for (const signal of signals) {
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
  }
  const values = begin(ending.signal);
  const close = async (): Promise<IteratorResult<Value, void>> => {
    forget();
    end();
    return await values.return();
  };
  return {
    next: async () => {
      const result = await values.next();
      if (result.done) forget();
      return result;
    },
    return: close,
    throw: async (error) => {
      await close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await close()),
  };
}
