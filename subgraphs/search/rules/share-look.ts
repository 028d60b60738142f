import type { SearchDeps } from '../context.ts';

/** A look at the store that searches which come one after the other share for a while. */
export function shareLook<Deps extends Pick<SearchDeps, 'models' | 'clock'>, Seen>(
  look: (deps: Deps, nowMs: number) => Promise<Seen>,
  freshForMs: number,
): (deps: Deps) => Promise<Seen> {
  const looks = new WeakMap<object, { atMs: number; seen: Promise<Seen> }>();
  return async (deps) => {
    const nowMs = deps.clock().getTime();
    const last = looks.get(deps.models);
    if (last && nowMs - last.atMs >= 0 && nowMs - last.atMs < freshForMs) return await last.seen;
    const seen = look(deps, nowMs);
    looks.set(deps.models, { atMs: nowMs, seen });
    seen.catch(() => looks.delete(deps.models));
    return await seen;
  };
}
