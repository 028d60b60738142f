import { forNobody } from '#lib/core/asker.ts';
import type { SearchDeps } from '../context.ts';

/**
 * A look at the store that searches which come one after the other share for a while.
 *
 * @param isLasting - Whether what was seen is worth keeping; where it is not, only those share it who ask while it is being looked for.
 */
export function shareLook<Deps extends Pick<SearchDeps, 'models' | 'clock'>, Seen>(
  look: (deps: Deps, nowMs: number) => Promise<Seen>,
  freshForMs: number,
  isLasting: (seen: Seen) => boolean = () => true,
): (deps: Deps) => Promise<Seen> {
  const looks = new WeakMap<object, { atMs: number; seen: Promise<Seen> }>();
  return async (deps) => {
    const nowMs = deps.clock().getTime();
    const last = looks.get(deps.models);
    if (last && nowMs - last.atMs >= 0 && nowMs - last.atMs < freshForMs) return await last.seen;
    const mine = { atMs: nowMs, seen: forNobody(() => look(deps, nowMs)) };
    looks.set(deps.models, mine);
    const forget = (): void => void (looks.get(deps.models) === mine && looks.delete(deps.models));
    mine.seen.then((seen) => isLasting(seen) || forget(), forget);
    return await mine.seen;
  };
}
