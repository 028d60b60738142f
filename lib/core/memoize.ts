import { forNobody } from './asker.ts';

interface MemoizeOptions<Value> {
  freshForMs: number;
  /** Whether a value is kept. Callers that wait for the same work share a value that is not kept. True for all by default. */
  isKept?: (value: Value) => boolean;
}

/** Memoizes a read of a store for a time, for each service of this process. A failure is not kept. */
export function memoize<Deps extends { models: object; clock: () => Date }, Value>(
  read: (deps: Deps, nowMs: number) => Promise<Value>,
  { freshForMs, isKept = () => true }: MemoizeOptions<Value>,
): (deps: Deps) => Promise<Value> {
  const reads = new WeakMap<object, { atMs: number; value: Promise<Value> }>();
  return async (deps) => {
    const nowMs = deps.clock().getTime();
    const last = reads.get(deps.models);
    if (last && nowMs - last.atMs >= 0 && nowMs - last.atMs < freshForMs) return await last.value;
    // The read goes on when its caller leaves: others may share it by then.
    const own = { atMs: nowMs, value: forNobody(() => read(deps, nowMs)) };
    reads.set(deps.models, own);
    const forget = (): void => void (reads.get(deps.models) === own && reads.delete(deps.models));
    own.value.then((value) => isKept(value) || forget(), forget);
    return await own.value;
  };
}
