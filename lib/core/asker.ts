/** The client that waits for the work under way. After it has left, no further read begins. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import { AppError } from './errors.ts';

const askers = new AsyncLocalStorage<AbortSignal | null>();
const left = new AppError('SUBGRAPH_UNAVAILABLE', 'Nobody waits for this any more.');

/** Does work for whom a response is for: they leave when its connection closes before the answer. */
export function forResponse<Result>(response: ServerResponse, work: () => Result): Result {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort(left);
  });
  return askers.run(leaving.signal, work);
}

/** Does work that is finished whether or not anybody waits: writes, and what several share. */
export function forNobody<Result>(work: () => Result): Result {
  return askers.run(null, work);
}

/** Call it before work begins. @throws AppError when the asker has left. */
export function checkAsker(): void {
  if (askers.getStore()?.aborted === true) throw left;
}

/** Aborts when the asker leaves; undefined for work that is finished in any case. */
export function askerSignal(): AbortSignal | undefined {
  return askers.getStore() ?? undefined;
}
