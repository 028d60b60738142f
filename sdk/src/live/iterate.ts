/** An iterator that can be ended from outside, also while it waits for its next value. */

/** @param begin - Makes the values; they end when the signal it is given is aborted. */
export function iterate<Value>(
  begin: (signal: AbortSignal) => AsyncGenerator<Value, void>,
  outer: AbortSignal | undefined,
): AsyncGenerator<Value, void> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  if (outer?.aborted) end();
  outer?.addEventListener('abort', end, { once: true });
  const values = begin(ending.signal);
  const close = async (): Promise<IteratorResult<Value, void>> => {
    outer?.removeEventListener('abort', end);
    ending.abort();
    return await values.return();
  };
  return {
    next: async () => {
      const result = await values.next();
      if (result.done) outer?.removeEventListener('abort', end);
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
